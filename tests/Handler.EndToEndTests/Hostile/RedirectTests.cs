using Handler.EndToEndTests.Processes;
using Handler.Protocol;
using Handler.TestKit.Hostile;

namespace Handler.EndToEndTests.Hostile;

/// <summary>Number 9: webhooks that send the agent elsewhere. It goes nowhere, and no token, credentials or update leave for another address.</summary>
public sealed class RedirectTests
{
    private static readonly int[] Statuses = [300, 301, 302, 303, 304, 305, 307, 308];

    [Fact]
    public async Task Redirects_are_never_followed_and_no_credential_leaves() => (await RunAsync(AgentFlaw.None)).ShouldBeEmpty();

    [Fact]
    public async Task An_agent_that_follows_redirects_is_found() =>
        (await RunAsync(AgentFlaw.FollowsRedirects)).ShouldContain(fault => fault.Contains("X-A2A-Notification-Token: tok-307"));

    private static async Task<IReadOnlyList<string>> RunAsync(AgentFlaw flaw)
    {
        await using var elsewhere = HostileWebhook.Start();
        await using var hook = HostileWebhook.Start();
        await using var agent = await BesiegedAgent.StartAsync(new() { Flaw = flaw });
        hook.AnswerOtherwise(arrival => HostileAnswer.Redirect(int.Parse(arrival.Path.Split('/')[^1]), LocationOf(arrival.Path, elsewhere)));
        var faults = new List<string>();
        foreach (var status in Statuses)
        {
            await BeginAsync(agent, hook.UrlOf($"/elsewhere/{status}"), status);
            var task = await BeginAsync(agent, hook.UrlOf($"/metadata/{status}"), status);

            // Given up in the end, as any refusal is.
            var health = await agent.HealthAsync(task, health => health.Dead > 0 || health.LastDelivered is not null);
            if (health.LastFailure?.Status != status)
            {
                faults.Add($"{status}: taken for {health.LastFailure?.Outcome ?? "delivered"} {health.LastFailure?.Status}");
            }
        }

        await Eventually.HoldsAsync(() => hook.Arrivals.Count(arrival => arrival.Path.StartsWith("/elsewhere", StringComparison.Ordinal)) >= Statuses.Length * 2, () => agent.Story);
        return [.. faults, .. elsewhere.Heads.Select(head => $"Elsewhere was sent\n{head}")];
    }

    private static string LocationOf(string path, HostileWebhook elsewhere) => path.StartsWith("/metadata", StringComparison.Ordinal)
        ? "http://169.254.169.254/latest/meta-data/iam/security-credentials/"
        : elsewhere.UrlOf("/stolen");

    private static Task<string> BeginAsync(BesiegedAgent agent, string url, int status) => agent.BeginAsync(
        url, token: $"tok-{status}", authentication: new AuthenticationInfo { Scheme = "Bearer", Credentials = $"credentials-{status}" });
}
