using System.Net;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;

namespace Handler.Benchmarks.Delivery;

/// <summary>
/// The yardstick: 64 loops that post through the engine's own HTTP handler, with headers and a body as the engine sends them but made once,
/// no deadline, nothing kept. What it takes is the price of HTTP here.
/// </summary>
internal sealed class BareLoop : ISide
{
    private readonly HttpMessageInvoker _invoker = NewInvoker();
    private readonly Uri _target;
    private readonly byte[] _body = Workload.Body();
    private readonly KeyValuePair<string, string>[] _headers;
    private int _left;

    public BareLoop(string url)
    {
        _target = new Uri(url);
        _headers =
        [
            new(ServiceParameters.Version, A2AVersions.V1),
            new(WebhookHeaders.NotificationToken, Workload.Token),
            new(WebhookHeaders.Id, new DeliveryId(Guid.CreateVersion7(), 500).ToString()),
            new(WebhookHeaders.Timestamp, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString()),
            new(WebhookHeaders.EventSequence, "500"),
            new(WebhookHeaders.EventPrevious, "499"),
            new(WebhookHeaders.DeliveryAttempt, "1"),
        ];
    }

    public Task PrepareAsync(int count)
    {
        _left = count;
        return Task.CompletedTask;
    }

    public Task SendAsync() => Task.WhenAll(Enumerable.Range(0, Workload.Lanes).Select(_ => LoopAsync()));

    public Task FinishAsync() => Task.CompletedTask;

    private static HttpMessageInvoker NewInvoker()
    {
        var options = new PushOptions { Egress = { AllowLoopback = true } };
        var guard = new EgressGuard(new EgressPolicy(options.Egress), new SystemNameResolver(TimeProvider.System), options.ConnectTimeout, TimeProvider.System);
        return WebhookHttpFactory.Create(options, guard);
    }

    private async Task LoopAsync()
    {
        while (Interlocked.Decrement(ref _left) >= 0)
        {
            using var request = NewRequest();
            using var answer = await _invoker.SendAsync(request, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
        }
    }

    private HttpRequestMessage NewRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _target)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = new ReadOnlyMemoryContent(_body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", A2AMediaTypes.A2AJson);
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
