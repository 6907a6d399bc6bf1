using System.Text.Json;

namespace Handler.Cli.Output;

/// <summary>Says each exchange with an agent on standard error: method, URL, operation, status and time, and nothing that may be secret.</summary>
internal sealed class ExchangeLog(HttpMessageHandler inner, Screen screen) : DelegatingHandler(inner)
{
    /// <summary>One line. Pure.</summary>
    internal static string Line(string what, string outcome, TimeSpan took) => WireText.Line($"{what}: {outcome} in {took.TotalMilliseconds:0} ms");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var clock = screen.Terminal.Clock;
        var what = string.Join(' ', [request.Method.Method, Where(request.RequestUri!), .. await OperationAsync(request, cancellationToken)]);
        var began = clock.GetTimestamp();
        var outcome = "no answer";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            outcome = $"{(int)response.StatusCode}";
            return response;
        }
        catch (HttpRequestException error)
        {
            outcome = error.Message;
            throw;
        }
        finally
        {
            screen.Say(Line(what, outcome, clock.GetElapsedTime(began)));
        }
    }

    /// <summary>Without user and query, which may hold secrets.</summary>
    private static string Where(Uri url) => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>The method that a JSON-RPC request names, if it is one.</summary>
    private static async Task<string[]> OperationAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (request.Content?.Headers.ContentType?.MediaType != "application/json")
        {
            return [];
        }

        var call = JsonElement.Parse(await request.Content.ReadAsByteArrayAsync(cancel));
        return call.ValueKind == JsonValueKind.Object && call.TryGetProperty("method", out var method) && method.GetString() is { } name ? [name] : [];
    }
}
