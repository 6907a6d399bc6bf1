using Handler.Protocol.Webhooks;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Microsoft.AspNetCore.Http;

namespace Handler.Tests.Receiver;

/// <summary>The truth table of verification.</summary>
public sealed class NotificationVerifierTests
{
    [Theory]
    [InlineData(null, null, VerificationOutcome.Open, 200, TokenState.None)]
    [InlineData(null, "", VerificationOutcome.Open, 200, TokenState.None)]
    [InlineData(null, "any", VerificationOutcome.Unchecked, 200, TokenState.Present)]
    [InlineData("right", null, VerificationOutcome.TokenMissing, 401, TokenState.None)]
    [InlineData("right", "", VerificationOutcome.TokenMissing, 401, TokenState.None)]
    [InlineData("right", "wrong", VerificationOutcome.TokenWrong, 401, TokenState.None)]
    [InlineData("right", "RIGHT", VerificationOutcome.TokenWrong, 401, TokenState.None)]
    [InlineData("right", "right", VerificationOutcome.Verified, 200, TokenState.Verified)]
    internal void A_token_has_this_outcome(string? accepted, string? came, VerificationOutcome outcome, int status, TokenState state)
    {
        var accept = new AcceptOptions();
        if (accepted is not null)
        {
            accept.Token(accepted);
        }

        var headers = new HeaderDictionary();
        if (came is not null)
        {
            headers[WebhookHeaders.NotificationToken] = came;
        }

        var verified = NotificationVerifier.Verify(headers, accept);

        verified.ShouldBe(outcome);
        NotificationVerifier.StatusCode(verified).ShouldBe(status);
        NotificationVerifier.TokenState(verified).ShouldBe(state);
    }

    [Fact]
    public void One_right_token_among_several_that_came_is_enough()
    {
        var headers = new HeaderDictionary
        {
            [WebhookHeaders.NotificationToken] = new[] { "wrong", "other" },
            [WebhookHeaders.NotificationTokenAlias] = "right",
        };

        NotificationVerifier.Verify(headers, new AcceptOptions().Token("right")).ShouldBe(VerificationOutcome.Verified);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("token\n")]
    [InlineData(" token")]
    [InlineData("to\0ken")]
    public void A_token_that_no_header_can_carry_is_refused_at_once(string token) =>
        Should.Throw<ArgumentException>(() => new AcceptOptions().Token(token));
}
