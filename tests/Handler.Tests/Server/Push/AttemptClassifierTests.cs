using System.Net.Sockets;
using System.Security.Authentication;
using Handler.Server.Push;
using Handler.Server.Storage;

namespace Handler.Tests.Server.Push;

public sealed class AttemptClassifierTests
{
    public static TheoryData<Exception, AttemptOutcome> Failures => new()
    {
        { Http(HttpRequestError.NameResolutionError, new SocketException((int)SocketError.HostNotFound)), AttemptOutcome.NameNotResolved },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.HostNotFound)), AttemptOutcome.NameNotResolved },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.TryAgain)), AttemptOutcome.NameNotResolved },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.ConnectionRefused)), AttemptOutcome.NotConnected },
        { Http(HttpRequestError.ConnectionError, new SocketException((int)SocketError.HostUnreachable)), AttemptOutcome.NotConnected },
        { Http(HttpRequestError.ConnectionError, new EgressForbiddenException("no", urlForbidden: false)), AttemptOutcome.AddressForbidden },
        { Http(HttpRequestError.SecureConnectionError, new AuthenticationException("expired")), AttemptOutcome.TlsFailed },
        { Http(HttpRequestError.Unknown, new AuthenticationException("expired")), AttemptOutcome.TlsFailed },
        { Http(HttpRequestError.ResponseEnded, new HttpIOException(HttpRequestError.ResponseEnded)), AttemptOutcome.ConnectionBroken },
        { Http(HttpRequestError.HttpProtocolError, null), AttemptOutcome.ConnectionBroken },
        { Http(HttpRequestError.Unknown, new IOException("reset")), AttemptOutcome.ConnectionBroken },
        { Http(HttpRequestError.InvalidResponse, null), AttemptOutcome.AnswerInvalid },
        { Http(HttpRequestError.ConfigurationLimitExceeded, null), AttemptOutcome.AnswerInvalid },
        { Http(HttpRequestError.VersionNegotiationError, null), AttemptOutcome.AnswerInvalid },
        { Http(HttpRequestError.Unknown, null), AttemptOutcome.RequestInvalid },
        { new TaskCanceledException("connect", new TimeoutException()), AttemptOutcome.NotConnected },
        { new IOException("reset"), AttemptOutcome.ConnectionBroken },
        { new NotSupportedException("scheme"), AttemptOutcome.RequestInvalid },
        { new InvalidOperationException("URI"), AttemptOutcome.RequestInvalid },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Every_failure_names_its_stage(Exception e, AttemptOutcome outcome) =>
        AttemptClassifier.Classify(e, isLate: false, new PushOptions()).ShouldNotBeNull().Outcome.ShouldBe(outcome);

    [Fact]
    public void Past_the_deadline_whatever_broke_is_the_deadline()
    {
        AttemptClassifier.Classify(new TaskCanceledException(), isLate: true, new PushOptions())!.Outcome.ShouldBe(AttemptOutcome.DeadlineExceeded);
        AttemptClassifier.Classify(new IOException("aborted"), isLate: true, new PushOptions())!.Outcome.ShouldBe(AttemptOutcome.DeadlineExceeded);
    }

    [Fact]
    public void A_forbidden_address_says_whether_the_URL_names_it()
    {
        var e = Http(HttpRequestError.ConnectionError, new EgressForbiddenException("10.0.0.1 is private", urlForbidden: true));

        AttemptClassifier.Classify(e, isLate: false, new PushOptions())
            .ShouldBe(new AttemptFailure(AttemptOutcome.AddressForbidden, "10.0.0.1 is private", UrlForbidden: true));
    }

    [Fact]
    public void A_defect_of_ours_is_not_taken_for_the_networks()
    {
        AttemptClassifier.Classify(new KeyNotFoundException("a defect"), isLate: false, new PushOptions()).ShouldBeNull();
        AttemptClassifier.Classify(new ObjectDisposedException("invoker"), isLate: false, new PushOptions()).ShouldBeNull();
    }

    private static HttpRequestException Http(HttpRequestError error, Exception? inner) => new(error, "failed", inner);
}
