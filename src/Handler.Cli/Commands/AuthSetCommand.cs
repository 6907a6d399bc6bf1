using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Handler.Cli.Options;
using Handler.Cli.Output;
using Handler.Client.Profiles;

namespace Handler.Cli.Commands;

/// <summary><c>handler auth set</c>: saves a credential for an agent.</summary>
internal sealed class AuthSetCommand
{
    private readonly Option<string?> _bearer = SecretOption.Create("--bearer", "Bearer token for the agent");
    private readonly Option<string?> _apiKey = SecretOption.Create("--api-key", "API key for the agent");

    private readonly Option<string> _header = new("--api-key-header")
    {
        Description = "The header that the API key is sent in",
        HelpName = "NAME",
        DefaultValueFactory = _ => SavedCredential.DefaultApiKeyHeader,
    };

    private readonly Terminal _terminal;
    private readonly SavedAgentOptions _agent;

    private AuthSetCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _agent = SavedAgentOptions.AddTo(command);
        command.Add(_bearer);
        command.Add(_apiKey);
        command.Add(_header);
        command.Validators.Add(Check);
        command.SetAction(SetAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "set",
            "Save a bearer token or an API key for an agent; commands with its URL send it, and no other agent is shown it",
            "handler auth set http://localhost:8000 --api-key a-key-to-try-with");
        _ = new AuthSetCommand(command, terminal);
        return command;
    }

    private void Check(CommandResult result)
    {
        var fault = (result.GetValue(_bearer), result.GetValue(_apiKey)) switch
        {
            (null, null) => "Which credential? Give --bearer TOKEN or --api-key KEY (or @FILE, env:NAME, - for standard input).",
            (not null, not null) => "--bearer and --api-key are two credentials; an agent has one saved. Give one of them.",
            (not null, _) when result.GetResult(_header) is { Implicit: false } => "--api-key-header goes with --api-key, which is missing.",
            _ => null,
        };
        if (fault is not null)
        {
            result.AddError(fault);
        }
    }

    private async Task<int> SetAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, _terminal);
        var url = _agent.UrlOf(parsed)!;
        if (SecretSource.Read(parsed, _bearer, _terminal) is { } token)
        {
            await _terminal.Profiles.SetBearerTokenAsync(url, token, cancel);
            Print(screen, url, "bearer", "Bearer token");
        }
        else
        {
            await _terminal.Profiles.SetApiKeyAsync(
                url, SecretSource.Read(parsed, _apiKey, _terminal)!, parsed.GetRequiredValue(_header), cancel);
            Print(screen, url, "apiKey", "API key");
        }

        return ExitCode.Done;
    }

    private static void Print(Screen screen, string url, string type, string name) => screen.Print(
        new JsonObject { ["agentUrl"] = url, ["type"] = type },
        output => output.WriteLine(WireText.Line($"Set {name} for {url}")));
}
