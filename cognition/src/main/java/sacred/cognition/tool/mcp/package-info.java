/**
 * Tools of MCP servers: processes of this machine, or servers on the network, that the configuration names. The way of a
 * message: bytes ({@code ProcessTransport}, {@code HttpTransport}), requests and their answers ({@code JsonRpc}), one server
 * ({@code McpServer}), all of them ({@code McpServers}). What a server says is untrusted: it is bounded, and what its tools
 * are is remembered ({@code Pins}), so that none changes unseen.
 */
package sacred.cognition.tool.mcp;
