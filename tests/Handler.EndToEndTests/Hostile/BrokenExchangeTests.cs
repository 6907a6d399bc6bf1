using Handler.EndToEndTests.AgentHost;
using Handler.EndToEndTests.Processes;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>
/// Number 7: exchanges that break in every way. Each is told for what it is, gives its place back (the agent has two), and is tried again, until the
/// webhook is well and has everything in order.
/// </summary>
public sealed class BrokenExchangeTests : IDisposable
{
    private readonly CertificateAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Exchanges_that_break_are_told_for_what_they_are_and_tried_again() => (await RunAsync(AgentFlaw.None)).ShouldBeEmpty();

    [Fact]
    public async Task An_agent_that_sends_once_and_forgets_is_found() =>
        (await RunAsync(AgentFlaw.SendsOnce)).ShouldContain(fault => fault.Contains("told as delivered"));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<string>> RunAsync(AgentFlaw flaw)
    {
        File.WriteAllText(_folder.File("authority.pem"), _authority.Pem);
        var settings = new BesiegedAgentSettings { Flaw = flaw, MaxInFlight = 2, ConnectTimeout = 500 };
        await using var agent = await BesiegedAgent.StartAsync(settings, new() { ["SSL_CERT_FILE"] = _folder.File("authority.pem") });
        return await agent.EndureAsync([.. Webhooks()]);
    }

    private IEnumerable<IllWebhook> Webhooks()
    {
        yield return IllWebhook.Down();
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.Close), "connection-broken");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.Reset), "connection-broken");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.ResetInHead), "connection-broken");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.HalfClose), "connection-broken");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.Garbage), "answer-invalid");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.ResetInBody, 500), "answered");
        yield return IllWebhook.Answering(HostileAnswer.Of(HostileManner.ResetInBody, 200), IllWebhook.Delivered);

        var good = _authority.Issue(IllWebhook.Host);
        yield return IllWebhook.Behind(HostileDoor.Tls(_authority.IssueExpired(IllWebhook.Host)), good, "tls-failed");
        yield return IllWebhook.Behind(HostileDoor.Tls(_authority.Issue("another.hook.test")), good, "tls-failed");
        yield return IllWebhook.Behind(HostileDoor.Tls(CertificateAuthority.SelfSigned(IllWebhook.Host)), good, "tls-failed");
        yield return IllWebhook.Behind(HostileDoor.SpeaksPlain, good, "tls-failed");
        yield return IllWebhook.Behind(HostileDoor.Silent, good, "not-connected");
    }
}
