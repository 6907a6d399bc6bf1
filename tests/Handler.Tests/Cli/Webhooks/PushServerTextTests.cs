using System.Net;
using Handler.Cli.Options;
using Handler.Cli.Webhooks;

namespace Handler.Tests.Cli.Webhooks;

public sealed class PushServerTextTests
{
    private static readonly PushServerSettings Settings = new() { Address = new BindAddress(IPAddress.Loopback, 9000) };

    [Fact]
    public void The_start_text_is_the_seeds() => PushServerText.Start(Settings, adminTokenIsMadeUp: false, "workshop").ShouldBe("""

        Starting webhook server on 127.0.0.1:9000

        Endpoints:
          POST http://127.0.0.1:9000/webhook - Receive notifications
          GET  http://127.0.0.1:9000/webhook - Validation check
          GET  http://127.0.0.1:9000/notifications - List received
          POST http://127.0.0.1:9000/notifications/clear - Clear stored

        Use this URL for push notifications: http://127.0.0.1:9000/webhook


        """);

    [Fact]
    public void A_token_is_said_to_be_needed_and_not_told()
    {
        var text = PushServerText.Start(Settings with { Token = "s3cret", AdminToken = "adm1n" }, adminTokenIsMadeUp: false, "workshop");

        text.ShouldStartWith(
            "\nStarting webhook server on 127.0.0.1:9000\nDeliveries must carry the configured notification token\n\nEndpoints:\n");
        text.ShouldNotContain("s3cret");
        text.ShouldNotContain("adm1n");
    }

    [Fact]
    public void A_made_up_admin_token_is_told_once()
    {
        var text = PushServerText.Start(Settings with { AdminToken = "0123456789abcdef" }, adminTokenIsMadeUp: true, "workshop");

        text.Split("0123456789abcdef").Length.ShouldBe(2);
    }

    [Fact]
    public void All_addresses_are_none_to_open_so_the_text_says_which_to_use()
    {
        var text = PushServerText.Start(Settings with { Address = new BindAddress(IPAddress.Any, 9000) }, adminTokenIsMadeUp: false, "workshop");

        text.ShouldStartWith("\nStarting webhook server on 0.0.0.0:9000\n");
        text.ShouldEndWith(
            "Use this URL for push notifications: http://127.0.0.1:9000/webhook\nFrom another machine: http://workshop:9000/webhook\n\n");
        text.ShouldNotContain("http://0.0.0.0");
    }
}
