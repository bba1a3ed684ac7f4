/** The only place that knows LangChain4j: builds the requests of each API and maps what it makes of the events. */
package sacred.providers.langchain;
