using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Handler.Cli.Operations;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Commands;

/// <summary><c>handler delivery list</c>: what waits at an agent, and what it has given up.</summary>
internal sealed class DeliveryListCommand
{
    private const string Open = "open";
    private static readonly string[] States = [Open, "waiting", "dead", "gone", "all"];

    private readonly Terminal _terminal;
    private readonly OperatorOptions _operator;
    private readonly DeliveryFilter _filter;
    private readonly Option<int> _limit = ListLimit.Create("configs, and as many dead letters");

    private readonly Option<string?> _state = new("--state")
    {
        Description = "open (what waits and what was given up and not redelivered; the default), waiting, dead, gone (the webhook answered 410) or all",
        HelpName = "STATE",
    };

    private DeliveryListCommand(Command command, Terminal terminal)
    {
        _terminal = terminal;
        _operator = OperatorOptions.AddTo(command);
        command.Add(_state);
        _filter = DeliveryFilter.AddTo(command);
        command.Add(_limit);
        _state.CompletionSources.Add(States);
        _state.Validators.Add(CheckState);
        command.Validators.Add(CheckFilter);
        command.SetAction(ListAsync);
    }

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "list",
            "Print what waits at an agent to be sent, and what it has given up, as a table",
            "handler delivery list --url http://localhost:8000 --token \"$TOKEN\"",
            "handler delivery list --url http://localhost:8000 --token \"$TOKEN\" --state dead --since 1h -o ndjson");
        _ = new DeliveryListCommand(command, terminal);
        return command;
    }

    private void CheckState(OptionResult result)
    {
        if (result.Tokens is [var word] && !States.Contains(word.Value, StringComparer.Ordinal))
        {
            result.AddError($"--state: '{word.Value}' is no state of deliveries; give one of {string.Join(", ", States)}.");
        }
    }

    private void CheckFilter(CommandResult result)
    {
        if (_filter.IsOfDead(result) && result.GetResult(_state)?.Tokens is [{ Value: "waiting" or "gone" }])
        {
            result.AddError("--reason and --since are of what was given up. Give --state dead, or leave --state out.");
        }
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var screen = Screen.Of(parsed, _terminal);
        using var operations = _operator.Connect(parsed, screen);
        var lanes = await LanesAsync(operations, parsed, cancel);
        var dead = await DeadAsync(operations, parsed, cancel);
        JsonObject[] items = [.. lanes.Objects("lanes"), .. dead.Objects("deadLetters")];
        var whole = new JsonObject
        {
            ["lanes"] = new JsonArray([.. lanes.Objects("lanes").Select(lane => lane.DeepClone())]),
            ["deadLetters"] = new JsonArray([.. dead.Objects("deadLetters").Select(letter => letter.DeepClone())]),
        };
        screen.PrintOwnList(whole, Lines(lanes, dead), output => Write(output, lanes, dead, items.Length, screen));
        if (lanes.Text("nextPageToken") is { Length: > 0 } || dead.Text("nextPageToken") is { Length: > 0 })
        {
            screen.Note($"There are more: narrow the list by --task-id or --origin, or give a larger --limit, {ListLimit.Most} at most.");
        }

        return ExitCode.Done;
    }

    private async Task<JsonObject> LanesAsync(OperationsClient operations, ParseResult parsed, CancellationToken cancel)
    {
        (string, string?)[]? only = StateOf(parsed) switch
        {
            "dead" => null,
            Open when _filter.IsOfDead(parsed) => null,
            "gone" => [("state", "gone")],
            "all" => [],
            _ => [("waiting", "true")],
        };
        return only is null ? [] : await operations.GetAsync("lanes", [.. _filter.OfLanes(parsed), .. only, LimitOf(parsed)], cancel);
    }

    private async Task<JsonObject> DeadAsync(OperationsClient operations, ParseResult parsed, CancellationToken cancel)
    {
        (string, string?)[]? only = StateOf(parsed) switch
        {
            "waiting" or "gone" => null,
            Open => [("open", "true")],
            _ => [],
        };
        return only is null
            ? []
            : await operations.GetAsync("dead-letters", [.. _filter.OfDead(parsed, _terminal.Clock), .. only, LimitOf(parsed)], cancel);
    }

    private string StateOf(ParseResult parsed) => parsed.GetValue(_state) ?? Open;

    private (string, string?) LimitOf(ParseResult parsed) => ("limit", parsed.GetValue(_limit).ToString(CultureInfo.InvariantCulture));

    // A line says which of the two it is, as an update of a stream does.
    private static IEnumerable<JsonObject> Lines(JsonObject lanes, JsonObject dead) =>
        lanes.Objects("lanes").Select(lane => new JsonObject { ["lane"] = lane.DeepClone() })
            .Concat(dead.Objects("deadLetters").Select(letter => new JsonObject { ["deadLetter"] = letter.DeepClone() }));

    private static void Write(TextWriter output, JsonObject lanes, JsonObject dead, int count, Screen screen)
    {
        if (count == 0)
        {
            output.WriteLine("No deliveries");
        }
        else
        {
            DeliveryTable.Write(output, lanes.Objects("lanes"), dead.Objects("deadLetters"), screen);
        }
    }
}
