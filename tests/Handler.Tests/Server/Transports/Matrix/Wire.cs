namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>A binding and a version of it.</summary>
public enum Wire
{
    /// <summary>JSON-RPC of A2A 1.0.</summary>
    V1,

    /// <summary>JSON-RPC of A2A 0.3.</summary>
    V03,

    /// <summary>JSON-RPC of the legacy dialect.</summary>
    Legacy,

    /// <summary>REST of A2A 1.0, with the statuses of release 1.0.0.</summary>
    Rest100,

    /// <summary>REST of A2A 1.0, with the statuses of release 1.0.1.</summary>
    Rest101,

    /// <summary>REST of A2A 0.3.</summary>
    RestV03,
}
