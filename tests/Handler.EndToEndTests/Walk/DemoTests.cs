using System.Text.RegularExpressions;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>README's first command.</summary>
public sealed partial class DemoTests
{
    [Theory]
    [InlineData("1.0", "SendMessage", "CreateTaskPushNotificationConfig")]
    [InlineData("0.3", "message/send", "tasks/pushNotificationConfig/set")]
    [InlineData("legacy", "tasks/send", "tasks/pushNotification/set")]
    public async Task Demo_shows_the_whole_cycle_in_each_dialect_and_passes(string protocol, string send, string set)
    {
        var text = await HandlerProcess.RunAsync(0, "demo", "--protocol", protocol);

        text.ShouldContain($"Submitting task via {send}…");
        text.ShouldContain($"Registering webhook via {set}…");
        text.ShouldContain("[FINAL]");
        text.ShouldContain("PASS");
        text.ShouldNotContain("FAIL");
        text.ShouldEndWith("All assertions passed.");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task Demo_kills_the_agent_in_the_midst_and_passes(string protocol)
    {
        var text = await HandlerProcess.RunAsync(0, "demo", "--kill", "--protocol", protocol);

        text.ShouldContain("✗ agent killed (SIGKILL, process");
        text.ShouldContain("Agent killed in mid-run, task completed");
        text.ShouldContain("PASS");
        text.ShouldNotContain("FAIL");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("0.3")]
    [InlineData("legacy")]
    public async Task Demo_fails_when_its_webhook_drops_what_it_is_sent(string protocol)
    {
        var text = await HandlerProcess.RunAsync(1, "demo", "--protocol", protocol, "--interval", "100ms", "--drop-pushes", "--patience", "500ms");

        text.ShouldContain("Push notifications received : 0");
        Fails().Count(text).ShouldBeGreaterThanOrEqualTo(3);
        text.ShouldContain("One or more assertions failed.");
    }

    [Fact]
    public async Task In_the_legacy_dialect_it_prints_the_lines_of_the_seed_word_for_word()
    {
        var text = await HandlerProcess.RunAsync(0, "demo", "--protocol", "legacy");

        Masked(text).ShouldBe(
            """
            === Webhook receiver listening on URL ===

            === Agent Card ===
            Name:               Handler development agent
            Description:        Works in steps, one status and one artifact each, so that there is something to be told of.
            push_notifications: true
            streaming:          true
            ────────────────────────────────────────────────────────────
            Submitting task via tasks/send…
              Task started: id=ID
            Registering webhook via tasks/pushNotification/set…
              Webhook registered: URL
            tasks/pushNotification/get  → webhookUrl=URL
            tasks/pushNotification/list → 1 config(s) registered
            ────────────────────────────────────────────────────────────
            Watching webhook for incoming push notifications…
              push received → …
              push received → state=completed (Task finished successfully)  [FINAL]
            ────────────────────────────────────────────────────────────
            Calling tasks/pushNotification/delete…
            tasks/pushNotification/list → 0 config(s) remaining

            === Summary ===
            Push notifications received : N
            States delivered            : … → completed
            Final delivery seen         : yes
            Config cleaned up           : yes

            === Verification ===
            Push notifications received (≥2) : PASS
            Final push delivery seen         : PASS
            Final state is completed         : PASS
            Config deleted successfully      : PASS

            All assertions passed.
            """);
    }

    /// <summary>Without what is another each time: the address, the id, and how far the task is when the webhook is registered.</summary>
    private static string Masked(string text)
    {
        var masked = Url().Replace(text, "URL");
        masked = TaskId().Replace(masked, "id=ID");
        masked = EarlyPushes().Replace(masked, "  push received → …\n");
        masked = Count().Replace(masked, "received : N");
        return States().Replace(masked, ": … → completed");
    }

    [GeneratedRegex("FAIL$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Fails();

    [GeneratedRegex("http://127.0.0.1:[0-9]+/webhook", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Url();

    [GeneratedRegex("id=[0-9a-f]{8}$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TaskId();

    [GeneratedRegex(@"(  push received → (state=(submitted|working)|artifact=turn-1-step-\d)( \([^\n]*\))?\n)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EarlyPushes();

    [GeneratedRegex("received : [2-9]$", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Count();

    [GeneratedRegex(": (submitted → )?(working → )?completed", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex States();
}
