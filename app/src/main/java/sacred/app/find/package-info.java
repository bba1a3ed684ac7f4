/** Finding what was said in saved timelines. */
package sacred.app.find;
