using System.Text.Json;
using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Server.Push;

namespace Handler.Server.Requests;

/// <summary>Reads the event filter of a config that a client sets, and refuses one that could not mean what it says. Pure.</summary>
internal static class EventFilterRules
{
    private const string Field = PushDeliveryExtension.FilterField;

    /// <summary>The filter; null when there is none.</summary>
    /// <exception cref="A2AException">InvalidParams, with the field.</exception>
    public static EventFilter? Read(TaskPushNotificationConfig config, PushInclude include)
    {
        EventFilter? filter;
        try
        {
            filter = config.EventFilter;
        }
        catch (JsonException fault)
        {
            throw Refuse(fault);
        }

        if (filter is not null)
        {
            Check(filter, EventMasks.KindsOf(include));
        }

        return filter;
    }

    private static void Check(EventFilter filter, IReadOnlyList<UpdateKind> pushed)
    {
        // Elsewhere what is unknown is ignored; here it would be a filter that lets more pass than was asked for.
        if (filter.ExtensionData?.Keys.FirstOrDefault() is { } unknown)
        {
            throw A2AException.InvalidField(Field, $"has '{unknown}', which is not known; give kinds, states, or both.");
        }

        if (filter is { Kinds: null, States: null })
        {
            throw A2AException.InvalidField(Field, "is empty; give kinds, states, or both, or leave it out for all updates.");
        }

        CheckKinds(filter.Kinds, pushed);
        CheckStates(filter);
    }

    private static void CheckKinds(IReadOnlyList<UpdateKind>? kinds, IReadOnlyList<UpdateKind> pushed)
    {
        if (kinds is { Count: 0 })
        {
            throw A2AException.InvalidField($"{Field}.kinds", $"is an empty list; give some of {Words(pushed)}, or leave it out for all.");
        }

        if (kinds is not null && !kinds.Any(pushed.Contains))
        {
            throw A2AException.InvalidField(
                $"{Field}.kinds", $"names {Words(kinds)} alone, which this agent does not push; give some of {Words(pushed)}, or leave it out for all.");
        }
    }

    private static void CheckStates(EventFilter filter)
    {
        if (filter.States is not { } states)
        {
            return;
        }

        if (states.Count == 0 || states.Contains(TaskState.Unspecified))
        {
            throw A2AException.InvalidField(
                $"{Field}.states",
                $"{(states.Count == 0 ? "is an empty list" : $"has '{TaskState.Unspecified.WireName}', which no task is in")}; " +
                $"give some of {string.Join(", ", EventMasks.States.Select(state => state.WireName))}, or leave it out for all.");
        }

        if (filter.Kinds?.Contains(UpdateKind.Status) == false)
        {
            throw A2AException.InvalidField(
                $"{Field}.states", $"is about status updates, which kinds leaves out ({Words(filter.Kinds)}). Add status to kinds, or leave states out.");
        }
    }

    private static string Words(IEnumerable<UpdateKind> kinds) => string.Join(", ", kinds.Select(kind => kind.WireName));

    // The place without the number in the list, for the older dialects name places by a table.
    private static A2AException Refuse(JsonException fault)
    {
        var path = fault.Path is ['$', '.', .. var rest] ? rest : "";
        var text = path.Length > 0 && fault.Message.StartsWith(path, StringComparison.Ordinal) ? fault.Message[path.Length..].TrimStart(':', ' ') : fault.Message;
        var name = path.Split('[')[0];
        return A2AException.InvalidField(name.Length == 0 ? Field : $"{Field}.{name}", text);
    }
}
