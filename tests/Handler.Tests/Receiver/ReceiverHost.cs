using System.Net.Http.Headers;
using System.Text;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Handler.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Receiver;

/// <summary>A receiver in a host without sockets, under a clock moved by hand.</summary>
internal sealed class ReceiverHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ReceiverHost(WebApplication app, ManualClock clock, LogCapture log) => (_app, Clock, Log) = (app, clock, log);

    public ManualClock Clock { get; }

    public LogCapture Log { get; }

    public IInbox Inbox => _app.Services.GetRequiredService<IInbox>();

    public HttpClient Client => _app.GetTestClient();

    public static async Task<ReceiverHost> StartAsync(
        Action<PushReceiverOptions>? configure = null,
        Action<PushReceiverBuilder>? extend = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        params string[] listening)
    {
        var (clock, log) = (new ManualClock(), new LogCapture());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(clock);
        services?.Invoke(builder.Services);
        var receiver = builder.Services.AddPushReceiver(configure);
        extend?.Invoke(receiver);

        var app = builder.Build();
        app.Services.GetRequiredService<IServer>().Features.Set<IServerAddressesFeature>(Addresses(listening));
        if (map is null)
        {
            app.MapPushReceiver("/webhook");
            app.MapInbox("/notifications");
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        return new ReceiverHost(app, clock, log);
    }

    public Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), headers);

    public Task<HttpResponseMessage> PostAsync(byte[] body, params (string Name, string Value)[] headers) =>
        PostAsync(new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/a2a+json") } }, headers);

    public async Task<HttpResponseMessage> PostAsync(HttpContent content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await Client.SendAsync(request);
    }

    public Task StopAsync(CancellationToken graceOver = default) => _app.StopAsync(graceOver);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ServerAddressesFeature Addresses(string[] listening)
    {
        var feature = new ServerAddressesFeature();
        foreach (var address in listening)
        {
            feature.Addresses.Add(address);
        }

        return feature;
    }

    private sealed class ServerAddressesFeature : IServerAddressesFeature
    {
        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }
    }
}
