using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Handler.Protocol;

namespace Handler.Receiver.Inbox;

/// <summary>
/// The state of a task as a push tells it: lower case, without prefix, with hyphens (<c>TASK_STATE_INPUT_REQUIRED</c> and
/// <c>input_required</c> are <c>input-required</c>). <c>default</c> is the state of a push that tells none; its answers are all no.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NotificationState
{
    private const string Prefix = "TASK_STATE_";
    private readonly TaskState? _known;
    private readonly bool _saidFinal;

    private NotificationState(string? name, TaskState? known, bool saidFinal)
    {
        Name = name;
        _known = known;
        _saidFinal = saidFinal;
    }

    /// <summary>The name as people are shown it, such as <c>completed</c>; <c>null</c> when the push tells no state.</summary>
    public string? Name { get; }

    /// <summary>The push tells a state that A2A 1.0 knows.</summary>
    [MemberNotNullWhen(true, nameof(Name))]
    public bool IsKnown => _known is not null;

    /// <summary>Completed, failed, canceled or rejected: nothing follows.</summary>
    public bool IsTerminal => _known is { IsTerminal: true };

    /// <summary>The task waits for input or an authentication.</summary>
    public bool IsInterrupted => _known is { IsInterrupted: true };

    /// <summary>The state is terminal, or the push itself says that it is the last (<c>final: true</c>, before 1.0).</summary>
    public bool IsFinal => IsTerminal || _saidFinal;

    /// <summary>The state in the terms of A2A 1.0; <see cref="TaskState.Unspecified"/> when it is none of them.</summary>
    public TaskState Value => _known ?? TaskState.Unspecified;

    /// <summary>Reads a state as any dialect writes it; a name that nobody knows is kept, in the same spelling.</summary>
    /// <param name="text">Such as <c>TASK_STATE_WORKING</c>, <c>input-required</c> or <c>input_required</c>; may be <c>null</c>.</param>
    /// <param name="saidFinal">The event carries <c>final: true</c>.</param>
    public static NotificationState Parse(string? text, bool saidFinal = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new(null, null, saidFinal);
        }

        var bare = text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text[Prefix.Length..] : text;
        var known = TaskState.TryParseWireName(Prefix + bare.ToUpperInvariant().Replace('-', '_'), out var state)
            && state != TaskState.Unspecified ? state : (TaskState?)null;
        return new(bare.ToLowerInvariant().Replace('_', '-'), known, saidFinal);
    }

    /// <summary>The name, or nothing.</summary>
    public override string ToString() => Name ?? "";
}
