using System.Net;

namespace Handler.Client.Http;

/// <summary>
/// Sends a request under the client's headers, deadline and size limit. Every way in which HTTP fails leaves here as an
/// <see cref="A2AClientException"/>; what an answer means is for the caller to say.
/// </summary>
internal sealed class AgentHttp : IDisposable
{
    private readonly RequestHeaders _headers;
    private readonly HttpClient _client;
    private readonly bool _owned;

    public AgentHttp(A2AClientOptions options)
    {
        Options = options;
        _headers = new RequestHeaders(options);
        // A client that was given may serve others: it is not ours to dispose.
        _owned = options.HttpClient is null;
        _client = options.HttpClient ?? AgentHttpFactory.Create();
    }

    public A2AClientOptions Options { get; }

    /// <summary>Sends, and reads the whole answer. 401 and 403 are thrown here; every other status is the caller's.</summary>
    public async Task<HttpAnswer> ExchangeAsync(Call call, HttpRequestMessage request, CancellationToken cancel)
    {
        using var deadline = new Deadline(Options.Timeout, Options.TimeProvider, cancel);
        using var response = await SendAsync(call, request, deadline);
        return await ReadAsync(call, response, deadline);
    }

    /// <summary>Sends, and returns when the headers of the answer are there. 401 and 403 are thrown here.</summary>
    public async Task<HttpResponseMessage> SendAsync(Call call, HttpRequestMessage request, Deadline deadline)
    {
        if (Options.CredentialOrigin is { } origin && !IsSameOrigin(origin, request.RequestUri!))
        {
            throw A2AClientException.ForeignOrigin(call, origin);
        }

        _headers.ApplyTo(request);
        var response = await GuardAsync(
            call,
            deadline,
            // The default would buffer a body of any length, and a stream would never return.
            () => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token));
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            using (response)
            {
                throw A2AClientException.Unauthorized(call, await ReadAsync(call, response, deadline));
            }
        }

        return response;
    }

    public Task<HttpAnswer> ReadAsync(Call call, HttpResponseMessage response, Deadline deadline) =>
        GuardAsync(call, deadline, () => HttpAnswer.ReadAsync(response, Options.MaxResponseBytes, Options.TimeProvider, deadline.Token));

    public void Dispose()
    {
        if (_owned)
        {
            _client.Dispose();
        }
    }

    private static bool IsSameOrigin(Uri one, Uri other) => Uri.Compare(
        one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<T> GuardAsync<T>(Call call, Deadline deadline, Func<Task<T>> exchange)
    {
        try
        {
            return await exchange();
        }
        catch (OperationCanceledException canceled)
        {
            // The caller first: when both happened, it asked for this end and expects its own token.
            deadline.ThrowIfCallerCanceled();
            // HttpClient tells its own timeout only so; raising ours would not help then.
            throw canceled.InnerException is TimeoutException
                ? A2AClientException.TimedOutByHttpClient(call, canceled)
                : A2AClientException.TimedOut(call, deadline.Limit, canceled);
        }
        // Before the general case: it is a limit of ours, and the agent was reached.
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw A2AClientException.TooLarge(call, Options.MaxResponseBytes, tooLarge);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw A2AClientException.Unreachable(call, broken);
        }
    }
}
