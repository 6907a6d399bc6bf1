using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Handler.TestKit.Hostile;

/// <summary>An authority of a test's own, that issues certificates good and bad.</summary>
public sealed class CertificateAuthority : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 _root;

    /// <summary>Makes one, with a key of its own.</summary>
    public CertificateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _root = request.CreateSelfSigned(From, From.AddYears(100));
    }

    /// <summary>Its own certificate, for <c>SSL_CERT_FILE</c> of the one that is to trust it.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A certificate for a name, that holds.</summary>
    public X509Certificate2 Issue(string name) => Issue(name, From.AddYears(99));

    /// <summary>A certificate for a name, that held until 2021.</summary>
    public X509Certificate2 IssueExpired(string name) => Issue(name, From.AddYears(1));

    /// <summary>A certificate for a name that nobody vouches for.</summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return RequestFor(name, key).CreateSelfSigned(From, From.AddYears(99));
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private X509Certificate2 Issue(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestFor(name, key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
            _root, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var bare = request.Create(_root, From, until, RandomNumberGenerator.GetBytes(16));
        return bare.CopyWithPrivateKey(key);
    }

    private static CertificateRequest RequestFor(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "Server")], critical: false));
        return request;
    }
}
