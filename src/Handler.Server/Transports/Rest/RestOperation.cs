using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports.Rest;

/// <summary>Carries a call out and makes its answer.</summary>
internal delegate Task<IResult> RestOperation(RestCall call);
