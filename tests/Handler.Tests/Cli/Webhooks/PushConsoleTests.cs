using System.Text;
using Handler.Cli.Webhooks;
using Handler.Receiver;
using Handler.Receiver.Inbox;

namespace Handler.Tests.Cli.Webhooks;

public sealed class PushConsoleTests
{
    private const string SeedsPayload =
        """
        {"id":"task-abc123-def456","status":{"state":"completed","message":"Task finished successfully"},"context_id":"ctx-xyz789"}
        """;

    private readonly CliTerminal _terminal = new();

    [Theory]
    [InlineData(TokenState.None, "")]
    [InlineData(TokenState.Present, "Token: present\n")]
    [InlineData(TokenState.Verified, "Token: present (verified)\n")]
    public void A_push_is_shown_as_in_the_seed(TokenState token, string line)
    {
        Show(ReceiptOutcome.Kept, SeedsPayload, token);

        _terminal.Out.ToString().ShouldBe($$"""

            Push Notification Received
            Timestamp: 2026-03-01T18:30:45.123456Z
            Task ID: task-abc123-def456
            State: completed
            {{line}}
            {
              "id": "task-abc123-def456",
              "status": {
                "state": "completed",
                "message": "Task finished successfully"
              },
              "context_id": "ctx-xyz789"
            }


            """);
    }

    [Fact]
    public void What_is_not_known_has_no_line()
    {
        Show(ReceiptOutcome.Kept, "{}", TokenState.None);

        _terminal.Out.ToString().ShouldBe("\nPush Notification Received\nTimestamp: 2026-03-01T18:30:45.123456Z\n\n{}\n\n");
    }

    [Fact]
    public void Nothing_that_comes_from_the_wire_acts_on_the_terminal()
    {
        Show(ReceiptOutcome.Kept, "{\"id\":\"\\u001b[2J\\nState: completed\u009b\"}", TokenState.None);

        _terminal.Out.ToString().ShouldContain("Task ID: \\u001b[2J\\u000aState: completed\\u009b\n");
        _terminal.Out.ToString().ShouldNotContain('\u001b');
        _terminal.Out.ToString().ShouldNotContain('\u009b');
    }

    [Fact]
    public void A_repeated_push_is_not_shown_again()
    {
        Show(ReceiptOutcome.Repeated, SeedsPayload, TokenState.None);

        _terminal.Out.ToString().ShouldBeEmpty();
        _terminal.Error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ReceiptOutcome.TokenRefused, "401")]
    [InlineData(ReceiptOutcome.InvalidJson, "400")]
    [InlineData(ReceiptOutcome.NoObject, "400")]
    [InlineData(ReceiptOutcome.TooLarge, "413")]
    [InlineData(ReceiptOutcome.Full, "503")]
    [InlineData(ReceiptOutcome.Failed, "503")]
    public void Why_a_push_was_refused_is_said_beside_the_results(ReceiptOutcome outcome, string status)
    {
        new PushConsole(_terminal.ScreenOf()).OnReceipt(new Receipt(outcome, default, null));

        _terminal.Out.ToString().ShouldBeEmpty();
        _terminal.Error.ToString().ShouldStartWith("Refused a push: ");
        _terminal.Error.ToString().ShouldContain(status);
    }

    private void Show(ReceiptOutcome outcome, string payload, TokenState token)
    {
        var at = new DateTimeOffset(2026, 3, 1, 18, 30, 45, 123, 456, TimeSpan.Zero);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var push = ReceivedNotification.Read(at, Encoding.UTF8.GetBytes(payload), headers, token);

        new PushConsole(_terminal.ScreenOf()).OnReceipt(new Receipt(outcome, at, push));
    }
}
