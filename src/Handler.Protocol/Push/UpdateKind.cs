using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>A kind of update in an <see cref="EventFilter"/>; lower case on the wire, any other name is refused.</summary>
[JsonConverter(typeof(UpdateKindConverter))]
public enum UpdateKind
{
    /// <summary><c>status</c>: the task's state, or what is said of it, changed.</summary>
    Status = 0,

    /// <summary><c>artifact</c>: a new artifact, or more of one.</summary>
    Artifact = 1,

    /// <summary><c>message</c>: the agent said something beside its statuses.</summary>
    Message = 2,

    /// <summary><c>task</c>: the task as it was announced.</summary>
    Task = 3,
}
