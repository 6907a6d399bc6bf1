using System.Net;
using System.Net.Security;
using Handler.Protocol;
using Handler.Protocol.Webhooks;
using Handler.Server.Push;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.EndToEndTests.Push;

/// <summary>The sender with its guard and its real sockets, under a clock moved by hand and a resolver of the test's own.</summary>
internal sealed class SenderRig : IDisposable
{
    private readonly TaskCompletionSource _statusSeen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebhookSender _sender;

    public SenderRig(Func<string, IPAddress[]>? names = null, RemoteCertificateValidationCallback? trust = null, TimeSpan? connectTimeout = null)
    {
        Options.Egress.AllowLoopback = true;
        Options.ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(5);
        var resolver = new FunctionResolver(names ?? (_ => [IPAddress.Loopback]));
        var guard = new EgressGuard(new EgressPolicy(Options.Egress), resolver, Options.ConnectTimeout, TimeProvider.System);
        var handler = new StatusWatch(WebhookHttpFactory.CreateHandler(Options, guard, trust), _statusSeen);
        _sender = new WebhookSender(new HttpMessageInvoker(handler), Options, Clock);
    }

    public ManualClock Clock { get; } = new();

    public PushOptions Options { get; } = new();

    /// <summary>Completes when the first status line and its headers have come.</summary>
    public Task StatusSeen => _statusSeen.Task;

    public static DeliveryId Id { get; } = new(Guid.Parse("0190b6c1-e5d0-7a3c-8f21-d4e5a6b7c8d9"), 17);

    public Task<AttemptResult> SendAsync(string url, CancellationToken cancel = default)
    {
        var endpoint = new PushEndpoint
        {
            Url = url,
            Token = "tok",
            Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = "s3cret" },
        };
        var delivery = new DeliveryHeaders { Id = Id, Previous = 12, Attempt = 1, At = Clock.GetUtcNow() };
        return _sender.SendAsync(NotificationFormatter.Format(endpoint, WireFormat.V1, delivery, """{"x":"ü"}"""u8.ToArray()), cancel);
    }

    /// <summary>Sends, and lets the attempt's deadline pass once <paramref name="begun"/> has completed.</summary>
    public async Task<AttemptResult> SendUntilDeadlineAsync(string url, Task begun)
    {
        var sending = SendAsync(url);
        await begun.WaitAsync(TimeSpan.FromSeconds(30));
        Clock.Advance(Options.AttemptTimeout);
        return await sending.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose() => _sender.Dispose();

    private sealed class FunctionResolver(Func<string, IPAddress[]> names) : INameResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) =>
            names(host) is { } addresses ? Task.FromResult(addresses) : Never(cancel);

        private static async Task<IPAddress[]> Never(CancellationToken cancel)
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        }
    }

    private sealed class StatusWatch(HttpMessageHandler inner, TaskCompletionSource seen) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            seen.TrySetResult();
            return response;
        }
    }
}
