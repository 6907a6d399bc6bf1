using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports;

/// <summary>How the endpoint whose metadata this is tells callers that they are not let in.</summary>
/// <param name="Answer">Makes the answer of the request, the HTTP status and what is to be said.</param>
internal sealed record RefusalForm(Func<HttpContext, int, string, IResult> Answer);
