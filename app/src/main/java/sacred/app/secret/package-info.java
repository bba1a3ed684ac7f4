/** Looks at what a user is about to send, for secrets that were pasted by mistake. Pure. */
package sacred.app.secret;
