using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Handler.EndToEndTests.Processes;

namespace Handler.EndToEndTests.Walk;

/// <summary>A certificate authority of the test's own, and a certificate by it for this machine, as files.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Host = "localhost";

    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = From.AddYears(100);

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(From, Until);
        File.WriteAllText(RootFile, _root.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Issue(key);
        File.WriteAllText(CertificateFile, issued.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificateFile => _folder.File("fullchain.pem");

    public string KeyFile => _folder.File("privkey.pem");

    /// <summary>What a user sets so that a program trusts the authority.</summary>
    public IReadOnlyDictionary<string, string> Trusted => new Dictionary<string, string> { ["SSL_CERT_FILE"] = RootFile };

    private string RootFile => _folder.File("authority.pem");

    /// <summary>A client that trusts the authority and nobody else.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { _root },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    });

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Issue(ECDsa key)
    {
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(_root, From, Until, RandomNumberGenerator.GetBytes(16));
    }
}
