using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Handler.Server.Storage;
using Handler.TestKit;

namespace Handler.EndToEndTests.Push;

public sealed class EgressSocketTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    [Fact]
    public async Task A_name_with_one_forbidden_address_is_not_dialled_at_all()
    {
        await using var server = RawServer.Answering(Ok);
        using var rig = new SenderRig(_ => [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")]);

        var result = await rig.SendAsync($"http://mixed.localhost:{server.Port}/");

        (result.Outcome, result.UrlForbidden).ShouldBe((AttemptOutcome.AddressForbidden, false));
        result.Detail.ShouldNotBeNull().ShouldContain("mixed.localhost has a forbidden address: 10.0.0.1 is a private address");
        server.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_name_that_answers_inside_later_is_refused_then()
    {
        await using var server = RawServer.Answering(Ok);
        var answers = new Queue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("169.254.169.254")]);
        using var rig = new SenderRig(_ => [answers.Dequeue()]);
        var url = $"http://rebind.localhost:{server.Port}/";

        (await rig.SendAsync(url)).Outcome.ShouldBe(AttemptOutcome.Delivered);
        (await rig.SendAsync(url)).Outcome.ShouldBe(AttemptOutcome.AddressForbidden);

        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_forbidden_address_in_the_URL_is_refused_at_the_connection_too()
    {
        await using var server = RawServer.Answering(Ok);
        using var rig = new SenderRig();
        rig.Options.Egress.AllowLoopback = false;

        var result = await rig.SendAsync(server.Url);

        (result.Outcome, result.UrlForbidden, server.Connections).ShouldBe((AttemptOutcome.AddressForbidden, true, 0));
    }

    [Fact]
    public async Task The_second_address_is_dialled_when_the_first_refuses()
    {
        await using var server = RawServer.Answering(Ok);
        using var rig = new SenderRig(_ => [IPAddress.Parse("127.0.0.2"), IPAddress.Loopback]);

        (await rig.SendAsync($"http://two.localhost:{server.Port}/")).Outcome.ShouldBe(AttemptOutcome.Delivered);
    }

    [Fact]
    public async Task A_look_up_that_never_ends_is_left()
    {
        using var rig = new SenderRig(_ => null!, connectTimeout: TimeSpan.FromMilliseconds(200));

        var result = await rig.SendAsync("http://slow.localhost:9/");

        result.Outcome.ShouldBe(AttemptOutcome.NotConnected);
        result.Detail.ShouldBe("No connection within 0.2 s (Push.ConnectTimeout).");
    }

    [Fact]
    public async Task A_name_without_an_address_is_not_resolved()
    {
        using var rig = new SenderRig(_ => []);

        (await rig.SendAsync("http://none.localhost:9/")).Outcome.ShouldBe(AttemptOutcome.NameNotResolved);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_fails_the_handshake()
    {
        using var certificate = CertificateFor("localhost");
        await using var hook = TestWebhook.Start(certificate: certificate);
        using var rig = new SenderRig();

        var result = await rig.SendAsync($"https://localhost:{hook.Url.Port}/webhook");

        result.Outcome.ShouldBe(AttemptOutcome.TlsFailed);
        hook.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_fails_the_handshake()
    {
        await using var server = RawServer.Start(connection => connection.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"));
        using var rig = new SenderRig();

        (await rig.SendAsync($"https://localhost:{server.Port}/")).Outcome.ShouldBe(AttemptOutcome.TlsFailed);
    }

    [Fact]
    public async Task A_handshake_that_stalls_ends_with_the_time_to_connect()
    {
        await using var server = RawServer.Start(connection => connection.WaitForEndAsync());
        using var rig = new SenderRig(connectTimeout: TimeSpan.FromMilliseconds(200));

        (await rig.SendAsync($"https://localhost:{server.Port}/")).Outcome.ShouldBe(AttemptOutcome.NotConnected);
    }

    [Fact]
    public async Task Over_TLS_the_name_is_verified_not_the_address_that_was_dialled()
    {
        using var certificate = CertificateFor("hooks.localhost");
        await using var hook = TestWebhook.Start(certificate: certificate);
        using var rig = new SenderRig(trust: (_, _, _, errors) => errors == SslPolicyErrors.RemoteCertificateChainErrors);

        (await rig.SendAsync($"https://hooks.localhost:{hook.Url.Port}/webhook")).Outcome.ShouldBe(AttemptOutcome.Delivered);
        (await rig.SendAsync($"https://other.localhost:{hook.Url.Port}/webhook")).Outcome.ShouldBe(AttemptOutcome.TlsFailed);
    }

    private static X509Certificate2 CertificateFor(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
