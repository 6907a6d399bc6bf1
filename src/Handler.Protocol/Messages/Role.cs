using System.Text.Json.Serialization;
using Handler.Protocol.Json;

namespace Handler.Protocol;

/// <summary>Who speaks in a message (<c>ROLE_USER</c>, <c>ROLE_AGENT</c> on the wire).</summary>
[JsonConverter(typeof(RoleConverter))]
public enum Role
{
    /// <summary><c>ROLE_UNSPECIFIED</c>.</summary>
    Unspecified = 0,

    /// <summary><c>ROLE_USER</c>: from the client to the agent.</summary>
    User = 1,

    /// <summary><c>ROLE_AGENT</c>: from the agent to the client.</summary>
    Agent = 2,
}
