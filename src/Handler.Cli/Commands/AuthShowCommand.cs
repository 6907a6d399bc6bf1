using System.CommandLine;
using System.Text.Json.Nodes;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client.Profiles;

namespace Handler.Cli.Commands;

/// <summary><c>handler auth show</c>: which credential is saved for an agent, its secret masked.</summary>
internal static class AuthShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "show",
            "Print which credential is saved for an agent, masked",
            "handler auth set http://localhost:8000 --api-key a-key-to-try-with",
            "handler auth show http://localhost:8000");
        var agent = SavedAgentOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            using var screen = Screen.Of(parsed, terminal);
            var url = agent.UrlOf(parsed)!;
            var saved = terminal.Profiles.FindCredential(url) ?? throw CommandFailedException.Refused(
                $"No saved credentials for {url}. Save some with handler auth set {ShellWord.Of(url)} --bearer TOKEN (or --api-key KEY).");
            screen.Print(Json(saved), output => Write(output, saved));
            return ExitCode.Done;
        });
        return command;
    }

    private static JsonObject Json(SavedCredential saved) => saved.Type == CredentialType.Bearer
        ? new() { ["agentUrl"] = saved.AgentUrl, ["type"] = "bearer", ["value"] = SecretMask.Ends(saved.Secret) }
        : new()
        {
            ["agentUrl"] = saved.AgentUrl,
            ["type"] = "apiKey",
            ["header"] = saved.ApiKeyHeader,
            ["value"] = SecretMask.Ends(saved.Secret),
        };

    private static void Write(TextWriter output, SavedCredential saved)
    {
        output.WriteLine($"Auth for {WireText.Line(saved.AgentUrl)}");
        output.Label("Type", saved.Type == CredentialType.Bearer ? "Bearer token" : "API key");
        output.Label("Header", saved.Type == CredentialType.Bearer ? null : saved.ApiKeyHeader);
        output.Label("Value", SecretMask.Ends(saved.Secret));
    }
}
