using System.CommandLine;
using Handler.Cli.Hosting;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Mcp;
using Microsoft.Extensions.Logging;

namespace Handler.Cli.Commands;

/// <summary><c>handler mcp</c>: tools over agents for a model, on standard input and output.</summary>
internal static class McpCommand
{
    /// <summary>How an MCP client is told of this program.</summary>
    public const string Configuration = """{ "mcpServers": { "handler": { "command": "handler", "args": ["mcp"] } } }""";

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "mcp",
            "Be an MCP server on standard input and output: twelve tools with which a model calls agents, for an MCP client to start",
            "handler mcp     # is what an MCP client is to start; in the client's configuration:",
            Configuration)
        {
            Shape = OutputShape.Script,
        };
        command.SetAction((parsed, cancel) => RunAsync(parsed, terminal, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, terminal);
        if (terminal.IsTyped)
        {
            Explain(screen);
        }

        using var http = AgentNetwork.ClientOf(screen);
        using var loggers = LoggerFactory.Create(logging => logging.AddTerminal(screen));
        var options = new HandlerMcpOptions
        {
            Profiles = terminal.Profiles,
            Version = VersionCommand.Version,
            HttpClient = http,
            TimeProvider = terminal.Clock,
            Loggers = loggers,
        };
        await using var input = terminal.OpenInput();
        await using var output = terminal.OpenOutput();
        await HandlerMcpServer.RunAsync(options, input, output, cancel);
        return !cancel.IsCancellationRequested || terminal.Interruption.IsOrderly ? ExitCode.Done : ExitCode.Interrupted;
    }

    private static void Explain(Screen screen)
    {
        screen.Note("This waits for an MCP client on standard input, so a client has to start it; Ctrl+C ends it. In the client's configuration:");
        screen.Note($"  {Configuration}");
    }
}
