using Handler.Protocol;

namespace Handler.Server.Storage;

/// <summary>Where a lane sends to, at one generation.</summary>
/// <param name="Generation">The generation of the config.</param>
/// <param name="Endpoint">Its URL and secrets, sealed.</param>
/// <param name="Format">The dialect of the bodies.</param>
public sealed record LaneEndpoint(long Generation, SealedEndpoint Endpoint, WireFormat Format);
