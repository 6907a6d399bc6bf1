using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>Carries a call out and makes its answer.</summary>
internal delegate Task<IResult> JsonRpcMethod(JsonRpcCall call);
