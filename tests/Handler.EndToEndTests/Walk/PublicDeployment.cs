using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>
/// A webhook and an agent, each behind an nginx of its own with TLS, configured and started as docs/nginx.md says; the agent's environment names the
/// test's authority.
/// </summary>
public sealed class PublicDeployment : IAsyncLifetime
{
    public const string Token = "a-token-behind-nginx";
    public const string AdminToken = "an-admin-token-behind-nginx";
    public const string Key = "a-key-behind-nginx";

    internal TestAuthority Authority { get; } = new();

    internal PushServer Push { get; private set; } = null!;

    internal HandlerAgent Agent { get; private set; } = null!;

    /// <summary>In front of the webhook.</summary>
    internal Nginx WebhookProxy { get; private set; } = null!;

    /// <summary>In front of the agent.</summary>
    internal Nginx AgentProxy { get; private set; } = null!;

    internal string AgentUrl => AgentProxy.TlsUrl;

    internal string WebhookUrl => WebhookProxy.TlsUrl + "/webhook";

    public async Task InitializeAsync()
    {
        using var pushPort = new ReservedPort();
        Push = (await PushServer.StartAsync(pushPort, "--token", Token, "--admin-token", AdminToken)).As(AdminToken);
        using var webhookPort = new ReservedPort();
        WebhookProxy = await Nginx.StartAsync(webhookPort, NginxGuide.Webhook(Authority, webhookPort.Number, Push.Port));
        using var agentPort = new ReservedPort();
        Agent = await HandlerAgent.StartAsync(
            Authority.Trusted, 3, "100ms", "--public-url", $"https://{TestAuthority.Host}:{agentPort.Number}", "--api-key", Key);
        AgentProxy = await Nginx.StartAsync(agentPort, NginxGuide.Agent(Authority, agentPort.Number, Agent.Port));
    }

    /// <summary>Runs a command that calls the agent from outside, as somebody who trusts the authority and has the key.</summary>
    internal Task<string> RunAsync(int exitCode, params string[] arguments) =>
        HandlerProcess.RunAsync(exitCode, Authority.Trusted, [.. arguments, "--url", AgentUrl, "--api-key", Key]);

    public async Task DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[AgentProxy, Agent, WebhookProxy, Push])
        {
            if (part is not null)
            {
                await part.DisposeAsync();
            }
        }

        Authority.Dispose();
    }
}
