using Handler.Protocol.Errors;
using Microsoft.AspNetCore.Http;

namespace Handler.Server.Transports.Rest;

/// <summary>A dialect as the endpoint sees it: a table of operations, and a form for errors.</summary>
internal interface IRestDialect
{
    /// <summary>The operation; null when the resource has none of that method.</summary>
    RestOperation? Find(RestResource resource, string method);

    /// <summary>The methods that a resource has, as <c>Allow</c> lists them.</summary>
    string MethodsOf(RestResource resource);

    /// <summary>An error.</summary>
    /// <param name="http">The request.</param>
    /// <param name="error">The error.</param>
    /// <param name="status">The HTTP status where it is not that of the error.</param>
    IResult Error(HttpContext http, A2AException error, int? status = null);
}
