namespace Handler.Protocol.JsonRpc;

/// <summary>The kinds of JSON-RPC ids.</summary>
public enum JsonRpcIdKind
{
    /// <summary>There is none.</summary>
    Absent,

    /// <summary>The JSON value <c>null</c>.</summary>
    Null,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,
}
