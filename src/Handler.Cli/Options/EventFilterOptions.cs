using System.CommandLine;
using System.CommandLine.Parsing;
using Handler.Cli.Failures;
using Handler.Client;
using Handler.Protocol;

namespace Handler.Cli.Options;

/// <summary>Which updates a webhook wants: the event filter of a push config.</summary>
internal sealed class EventFilterOptions
{
    private readonly Option<string?> _events = new("--events")
    {
        Description = $"Only updates of these kinds, with commas between: {string.Join(", ", Kinds)}",
        HelpName = "LIST",
    };

    private readonly Option<string?> _states = new("--states")
    {
        Description = "Of status updates, only those to these states, with commas between, such as completed,failed; without the last states the end is not told",
        HelpName = "LIST",
    };

    private EventFilterOptions(Command command)
    {
        command.Add(_events);
        command.Add(_states);
        _events.Validators.Add(result => Check(result, _events, Kinds, "kind of update"));
        _states.Validators.Add(result => Check(result, _states, [.. States.Select(state => state.DisplayName)], "state"));
        command.Validators.Add(CheckTogether);
    }

    private static IReadOnlyList<string> Kinds => [.. Enum.GetValues<UpdateKind>().Select(kind => kind.WireName)];

    private static IEnumerable<TaskState> States => Enum.GetValues<TaskState>().Where(state => state != TaskState.Unspecified);

    public static EventFilterOptions AddTo(Command command) => new(command);

    /// <summary>The filter; null for all updates.</summary>
    public EventFilter? FilterOf(ParseResult parsed)
    {
        var (kinds, states) = (Words(parsed.GetValue(_events)), Words(parsed.GetValue(_states)));
        return kinds is null && states is null ? null : new EventFilter
        {
            Kinds = kinds?.Select(word => Enum.GetValues<UpdateKind>().First(kind => Is(kind.WireName, word))).ToList(),
            States = states?.Select(word => States.First(state => Is(state.DisplayName, word))).ToList(),
        };
    }

    /// <summary>Refuses a filter that the agent would ignore.</summary>
    /// <exception cref="CommandFailedException">Its card does not name the extension.</exception>
    public static async Task RequireAsync(A2AClient client, CancellationToken cancel)
    {
        if (PushDeliveryExtension.On(await client.GetAgentCardAsync(cancel)) is null)
        {
            throw CommandFailedException.Refused(
                $"This agent does not filter updates when it is called in {client.Protocol.DisplayName}: its card there does not name " +
                $"{PushDeliveryExtension.Uri}. Leave --events and --states out; the webhook then gets all.");
        }
    }

    private static void Check(OptionResult result, Option<string?> option, IReadOnlyList<string> known, string what)
    {
        if (Words(result.GetValue(option)) is not { } words)
        {
            return;
        }

        var wrong = words.Count == 0 ? "" : words.FirstOrDefault(word => !known.Any(name => Is(name, word)));
        if (wrong is not null)
        {
            result.AddError($"{option.Name}: '{wrong}' is no {what}; give some of {string.Join(", ", known)}, with commas between.");
        }
    }

    private void CheckTogether(CommandResult result)
    {
        var kinds = Words(result.GetValue(_events));
        if (result.GetValue(_states) is not null && kinds is { Count: > 0 } && !kinds.Any(word => Is(UpdateKind.Status.WireName, word)))
        {
            result.AddError($"{_states.Name} is about status updates, which {_events.Name} leaves out. Add {UpdateKind.Status.WireName} to {_events.Name}, or leave {_states.Name} out.");
        }
    }

    private static List<string>? Words(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();

    private static bool Is(string name, string word) => string.Equals(name, word, StringComparison.OrdinalIgnoreCase);
}
