using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>A receiver behind a real proxy.</summary>
public sealed class NginxTests
{
    private const string Token = "a-token-behind-nginx";

    [Fact]
    [Trait("Needs", "parts")]
    public async Task Pushes_arrive_and_verify_through_nginx_also_when_the_receiver_behind_it_starts_late()
    {
        using var receiverPort = new ReservedPort();
        await using var nginx = await Nginx.StartAsync(receiverPort.Number);
        await using var agent = await HandlerAgent.StartAsync(steps: 3, "50ms");
        var task = await agent.BeginAsync();
        await agent.Client.SetPushConfigAsync(task, $"{nginx.Url}/webhook", Token);
        await Eventually.HoldsAsync(() => nginx.Log.Contains(" 502 ", StringComparison.Ordinal), () => $"nginx was not asked.\n{nginx.Log}\n{agent.Story}");

        await using var push = await PushServer.StartAsync(receiverPort, "--token", Token);

        var listed = await push.WaitForEndAsync(task);
        listed["notifications"]!.AsArray().ShouldAllBe(one => (string?)one!["task_id"] == task);
        await push.Process.WaitForLineAsync(line => line == "Token: present (verified)", "that a token was verified");
        await nginx.LoggedAsync("\"POST /webhook HTTP/1.1\" 200 ");
    }
}
