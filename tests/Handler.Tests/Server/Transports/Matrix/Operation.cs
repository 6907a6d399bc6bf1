namespace Handler.Tests.Server.Transports.Matrix;

/// <summary>What is asked of the agent, whatever it is called on a wire.</summary>
public enum Operation
{
    Send,
    Stream,
    Get,
    Cancel,
    Subscribe,
    PushSet,
    PushGet,
    PushList,
    PushDelete,
    Card,

    /// <summary>Something that no wire has.</summary>
    Unknown,
}
