using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>A body that is kept beside an event, because it is not a function of the event alone.</summary>
/// <param name="Index">The place of the event in its commit, from 0.</param>
/// <param name="Format">The dialect of the body.</param>
/// <param name="Body">The bytes, sent as they are.</param>
public readonly record struct KeptBody(int Index, WireFormat Format, ReadOnlyMemory<byte> Body);
