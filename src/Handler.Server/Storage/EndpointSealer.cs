using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Handler.Server.Storage;

/// <summary>
/// Encrypts push endpoints above the store and decrypts them. The keys are those of the host's data protection ring, which <c>Use…</c> of a
/// store sets up beside the database unless the host configures its own.
/// </summary>
public sealed class EndpointSealer
{
    /// <summary>The application name of the key ring: fixed, so that every process of an agent reads what another wrote.</summary>
    public const string ApplicationName = "Handler";

    // Versioned: a later form of the sealed text gets a purpose of its own and cannot be taken for this one.
    private const string Purpose = "Handler.PushEndpoint.v1";

    private readonly IDataProtector _protector;

    /// <summary>Uses the keys of <paramref name="keys"/>.</summary>
    public EndpointSealer(IDataProtectionProvider keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _protector = keys.CreateProtector(Purpose);
    }

    /// <summary>Encrypts an endpoint. Its URL must have been accepted by the egress policy before.</summary>
    public SealedEndpoint Seal(PushEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var clear = JsonSerializer.SerializeToUtf8Bytes(endpoint, StorageJsonContext.Default.PushEndpoint);
        try
        {
            return new SealedEndpoint { Origin = OriginOf(endpoint.Url), Secret = _protector.Protect(clear) };
        }
        finally
        {
            // Tokens and credentials in clear would else lie in the heap, and in its dumps, until it is collected.
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Decrypts an endpoint; null when its key cannot be found (another ring, a lost key file, bytes that were changed).</summary>
    public PushEndpoint? Open(SealedEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        byte[] clear;
        try
        {
            clear = _protector.Unprotect(endpoint.Secret.ToArray());
        }
        // No error: the lane is held and the key is looked for again, since a ring may be mounted late.
        catch (CryptographicException)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(clear, StorageJsonContext.Default.PushEndpoint);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>Scheme, host and port of a URL, as gates are keyed: <c>https://hooks.example:443</c>.</summary>
    public static string OriginOf(string url)
    {
        var uri = new Uri(url, UriKind.Absolute);
        // The port is always said and the host in its ASCII form, so that two spellings of one origin pass one gate.
        return $"{uri.Scheme}://{uri.IdnHost.ToLowerInvariant()}:{uri.Port}";
    }
}
