using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;

namespace Handler.Tests.Server.Transports.Rest;

/// <summary>Calls the agent of a test by REST.</summary>
internal static class RestCaller
{
    public const string RawTarget = "X-Raw-Target";

    public const string Hello = """{"message":{"messageId":"m1","role":"ROLE_USER","parts":[{"text":"hello"}]}}""";

    /// <summary>Tells the request's target as it was sent, which servers with sockets do and the one of tests does not.</summary>
    public static void TellTarget(WebApplication app) => app.Use((http, next) =>
    {
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = http.Request.Headers[RawTarget].ToString();
        return next(http);
    });

    /// <summary>The answer as it comes.</summary>
    public static Task<HttpResponseMessage> AskAsync(
        this AgentHost host, string method, string path, string? body = null, string? contentType = "application/json", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        request.Headers.Add(RawTarget, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>An answer that is 200.</summary>
    public static async Task<JsonNode> RestAsync(this AgentHost host, string method, string path, string? body = null)
    {
        using var response = await host.AskAsync(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The error of an answer that is none.</summary>
    public static async Task<JsonNode> ErrorOfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeFalse(text);
        var error = JsonNode.Parse(text)!["error"]!;
        ((int)error["code"]!).ShouldBe((int)response.StatusCode);
        return error;
    }

    /// <summary>The error of a call that is refused.</summary>
    public static async Task<JsonNode> RefusedAsync(this AgentHost host, string method, string path, string? body = null)
    {
        using var response = await host.AskAsync(method, path, body);
        return await ErrorOfAsync(response);
    }

    /// <summary>HTTP status, gRPC status and reason of an error.</summary>
    public static (int Code, string Status, string Reason) Told(this JsonNode error) =>
        ((int)error["code"]!, error["status"]!.ToString(), error["details"]![0]!["reason"]!.ToString());

    /// <summary>The fields that an error blames.</summary>
    public static string[] Blamed(this JsonNode error) =>
        [.. error["details"]!.AsArray().Where(detail => detail!["fieldViolations"] is not null)
            .SelectMany(detail => detail!["fieldViolations"]!.AsArray()).Select(violation => violation!["field"]!.ToString())];
}
