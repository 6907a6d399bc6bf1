using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Handler.Cli.Failures;
using Handler.Cli.Options;
using Handler.Cli.Output;

namespace Handler.Cli.Operations;

/// <summary>Calls the operations of an agent (docs/operations.md). What it gets is printed; it knows nothing of what it means.</summary>
internal sealed class OperationsClient : IDisposable
{
    private const string Root = "/operations";

    private readonly Uri _root;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _http;
    private readonly AuthenticationHeaderValue _token;

    /// <summary>A client for the operations of an agent.</summary>
    /// <param name="url">The agent's URL; one with a path is that of the operations.</param>
    /// <param name="token">What lets an operator in.</param>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="screen">Where exchanges are shown.</param>
    public OperationsClient(string url, string token, TimeSpan timeout, Screen screen)
    {
        var given = new Uri(url);
        _root = new Uri(given.GetLeftPart(UriPartial.Authority) + (given.AbsolutePath is "/" ? Root : given.AbsolutePath.TrimEnd('/')) + "/");
        _timeout = timeout;
        _token = new AuthenticationHeaderValue("Bearer", token);
        // A redirect would carry the token to an address that nobody named.
        _http = AgentNetwork.ClientOf(screen)
            ?? new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Asks for something; parameters without a value are left out.</summary>
    public Task<JsonObject> GetAsync(string path, IEnumerable<(string Name, string? Value)> query, CancellationToken cancel)
    {
        var words = query.Where(word => word.Value is not null).Select(word => $"{word.Name}={Uri.EscapeDataString(word.Value!)}");
        return SendAsync(HttpMethod.Get, string.Join('?', ((string[])[path, string.Join('&', words)]).Where(part => part.Length > 0)), null, cancel);
    }

    /// <summary>Has something done.</summary>
    public Task<JsonObject> PostAsync(string path, JsonObject body, CancellationToken cancel) => SendAsync(HttpMethod.Post, path, body, cancel);

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path));
        request.Headers.Authorization = _token;
        request.Content = body is null ? null : new StringContent(JsonText.Of(body), Encoding.UTF8, "application/json");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(_timeout);
        try
        {
            using var response = await _http.SendAsync(request, end.Token);
            return Read(response, await response.Content.ReadAsByteArrayAsync(end.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw CommandFailedException.TimedOut($"{Where} did not answer in time. Give it more with --timeout, such as --timeout 2m.");
        }
        catch (HttpRequestException error)
        {
            throw CommandFailedException.Unreachable(
                $"No agent answers at {_root.GetLeftPart(UriPartial.Authority)}: {error.InnerException?.Message ?? error.Message}. Check the URL, and that the agent runs.");
        }
    }

    private string Where => _root.AbsoluteUri.TrimEnd('/');

    private JsonObject Read(HttpResponseMessage response, byte[] body)
    {
        var answer = ObjectOf(body);
        return response.IsSuccessStatusCode && answer is not null ? answer : throw Refused(response, answer);
    }

    private CommandFailedException Refused(HttpResponseMessage response, JsonObject? answer)
    {
        var isOfOperations = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var detail = isOfOperations ? answer?.Text("detail") : null;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => CommandFailedException.Unauthenticated(
                $"{Where} refused (HTTP {(int)response.StatusCode}): {(isOfOperations ? "the token is not the one that the agent was started with" : "the credentials may not do this")}. "
                + $"Give another with --token, or set {OperatorOptions.TokenVariable}."),
            _ when detail is not null => CommandFailedException.Refused(detail),
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => CommandFailedException.Unreachable(
                $"There are no operations at {Where}: something answers there, but not they. Where they are mapped elsewhere, give their own URL; an agent that does not push has none."),
            _ => CommandFailedException.Refused($"{Where} answered HTTP {(int)response.StatusCode}, and nothing that this program understands."),
        };
    }

    private static JsonObject? ObjectOf(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
