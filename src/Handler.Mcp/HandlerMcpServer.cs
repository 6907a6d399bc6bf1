using Handler.Mcp.Calls;
using Handler.Mcp.Tools;
using Handler.Mcp.Transport;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Handler.Mcp;

/// <summary>The MCP server: twelve tools with which a model talks to A2A agents.</summary>
public static class HandlerMcpServer
{
    private const string Name = "handler";

    /// <summary>Serves one client until it closes <paramref name="input"/> or <paramref name="cancel"/> asks to end.</summary>
    /// <param name="options">What is around it.</param>
    /// <param name="input">What the client says: JSON-RPC messages, one a line.</param>
    /// <param name="output">What it is told; nothing else is written there.</param>
    /// <param name="cancel">Ends the server in order; that is no error.</param>
    public static async Task RunAsync(HandlerMcpOptions options, Stream input, Stream output, CancellationToken cancel = default)
    {
        using var loggers = new LogWithoutMessages(options.Loggers);
        await using var transport = new LineTransport(input, output, loggers.CreateLogger("Handler.Mcp"), options.TimeProvider, cancel);
        await using var server = McpServer.Create(transport, ServerOptions(options), loggers);
        try
        {
            await server.RunAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It was asked to end, and has.
        }
    }

    private static McpServerOptions ServerOptions(HandlerMcpOptions options) => new()
    {
        ServerInfo = new Implementation { Name = Name, Title = "Handler: A2A agents", Version = options.Version },
        ServerInstructions = Instructions.Text,
        Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
        ToolCollection = Tools(new AgentCalls(options)),
        ScopeRequests = false,
    };

    private static McpServerPrimitiveCollection<McpServerTool> Tools(AgentCalls calls) =>
    [
        new ValidateAgentCardTool(calls),
        new GetAgentCardTool(calls),
        new SendMessageTool(calls),
        new GetTaskTool(calls),
        new CancelTaskTool(calls),
        new SetTaskNotificationTool(calls),
        new GetTaskNotificationTool(calls),
        new ListSessionsTool(calls),
        new GetSessionInfoTool(calls),
        new ClearSessionDataTool(calls),
        new SetAgentCredentialsTool(calls),
        new ClearAgentCredentialsTool(calls),
    ];
}
