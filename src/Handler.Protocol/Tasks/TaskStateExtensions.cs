using System.Diagnostics.CodeAnalysis;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>What the specification says of a state.</summary>
public static class TaskStateExtensions
{
    extension(TaskState state)
    {
        /// <summary>Completed, failed, canceled or rejected: nothing follows.</summary>
        public bool IsTerminal =>
            state is TaskState.Completed or TaskState.Failed or TaskState.Canceled or TaskState.Rejected;

        /// <summary>The task waits for input or an authentication.</summary>
        public bool IsInterrupted => state is TaskState.InputRequired or TaskState.AuthRequired;

        /// <summary>The name in 1.0 JSON, such as <c>TASK_STATE_INPUT_REQUIRED</c>.</summary>
        public string WireName => TaskStateConverter.Names.NameOf(state);

        /// <summary>The name as people are shown it, such as <c>input-required</c>.</summary>
        public string DisplayName => state.WireName["TASK_STATE_".Length..].ToLowerInvariant().Replace('_', '-');

        /// <summary>Reads a 1.0 name, exactly as it is on the wire.</summary>
        public static bool TryParseWireName([NotNullWhen(true)] string? name, out TaskState parsed) =>
            TaskStateConverter.Names.TryParse(name, out parsed);
    }
}
