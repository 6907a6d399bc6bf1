using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Handler.Cli.Operations;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler gate hold</c> and <c>handler gate resume</c>: what an agent sends to an origin stops, and goes on.</summary>
internal sealed class GateChangeCommand
{
    private const string Example = "Give its scheme, host and port, such as https://hooks.example: handler gate list prints them.";

    private readonly Argument<string?> _origin = new("origin")
    {
        Description = "Scheme, host and port of the webhooks, such as https://hooks.example",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _owner = new("--owner") { Description = "Only what this caller of the agent has sent there", HelpName = "NAME" };
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Only what is sent there for this tenant", HelpName = "NAME" };
    private readonly Option<string?>? _reason;
    private readonly OperatorOptions _operator;
    private readonly Terminal _terminal;
    private readonly string _action;

    private GateChangeCommand(ExampleCommand command, Option<string?>? reason, Terminal terminal)
    {
        (_terminal, _action, _reason) = (terminal, command.Name, reason);
        command.Add(_origin);
        _operator = OperatorOptions.AddWithoutArgumentTo(command);
        command.Add(_owner);
        command.Add(_tenant);
        if (reason is not null)
        {
            command.Add(reason);
        }

        command.Validators.Add(Check);
        command.SetAction(ChangeAsync);
    }

    public static Command CreateHold(Terminal terminal)
    {
        var command = new ExampleCommand(
            "hold",
            "Stop what an agent sends to an origin, until it is resumed; nothing is lost, and no horizon runs out meanwhile",
            "handler gate hold http://127.0.0.1:9000 --url http://localhost:8000 --token \"$TOKEN\" --reason \"They deploy until noon\"");
        _ = new GateChangeCommand(command, new("--reason") { Description = "Why, for other operators", HelpName = "TEXT" }, terminal);
        return command;
    }

    public static Command CreateResume(Terminal terminal)
    {
        var command = new ExampleCommand(
            "resume",
            "Go on with what an agent sends to an origin, whatever holds it: an operator, its breaker, or Retry-After",
            "handler gate resume http://127.0.0.1:9000 --url http://localhost:8000 --token \"$TOKEN\"");
        _ = new GateChangeCommand(command, reason: null, terminal);
        return command;
    }

    private void Check(CommandResult result)
    {
        var word = result.GetResult(_origin)?.Tokens is [var token] ? token.Value : null;
        var fault = word is null ? $"Which origin? {Example}"
            : UnknownOption.Is(word) ? UnknownOption.Fault(word, result.Command)
            : HttpUrl.FaultOf("the origin", word);
        if (fault is not null)
        {
            result.AddError(fault);
        }
    }

    private async Task<int> ChangeAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, _terminal);
        using var operations = _operator.Connect(parsed, screen);
        var answer = await operations.PostAsync($"gates/{_action}", Order(parsed), cancel);
        var gates = answer.Objects("gates").ToList();
        screen.PrintOwnList(answer, gates, output => gates.ForEach(gate => output.WriteLine(WireText.Line(Line(gate)))));
        return ExitCode.Done;
    }

    private JsonObject Order(ParseResult parsed)
    {
        var order = new JsonObject { ["origin"] = parsed.GetValue(_origin) };
        foreach (var (name, option) in new[] { ("owner", _owner), ("tenant", _tenant), ("reason", _reason) })
        {
            if (option is not null && parsed.GetValue(option) is { } value)
            {
                order[name] = value;
            }
        }

        return order;
    }

    private static string Line(JsonObject gate)
    {
        var isChanged = gate["changed"] is JsonValue value && value.TryGetValue<bool>(out var changed) && changed;
        var state = gate.Text("state") switch
        {
            "held" => isChanged ? "Held" : "Held already",
            _ => isChanged ? "Resumed" : "Open already",
        };
        var owner = string.Concat(
            Named("owner", gate.Text("owner")), Named("tenant", gate.Text("tenant")));
        return $"{state}: {gate.Text("origin")}{owner}";
    }

    private static string Named(string what, string? name) => string.IsNullOrEmpty(name) ? "" : $", {what} {name}";
}
