using System.Globalization;
using System.Net;

namespace Handler.Server.Push;

/// <summary>
/// Where notifications may go (delivery.md section 3). Pure: it looks nothing up. Asked when a config is created, with the URL, and at each
/// connection, with every address that the name has.
/// </summary>
internal sealed class EgressPolicy(EgressOptions options)
{
    /// <summary>Checks what the URL itself says. A host name is looked at, not looked up.</summary>
    public EgressVerdict CheckUrl(string url)
    {
        if (CheckCharacters(url) is { IsAllowed: false } unfit)
        {
            return unfit;
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
            || !url.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase))
        {
            return EgressVerdict.Forbidden("The webhook's URL is not an absolute http or https URL. Give one such as https://hooks.example.com/a2a.");
        }

        return CheckAuthority(AuthorityOf(url, uri.Scheme.Length + 3), uri);
    }

    /// <summary>Checks an address that is about to be dialled.</summary>
    /// <param name="address">The address, of either family.</param>
    /// <param name="port">The port.</param>
    /// <param name="isHttp">Whether the connection would be without TLS.</param>
    public EgressVerdict CheckAddress(IPAddress address, int port, bool isHttp)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var (addressClass, name) = AddressTable.Classify(address);
        var isOpenLoopback = addressClass == AddressClass.Loopback && options.AllowLoopback;
        if (!isOpenLoopback && IsOwn(address, port))
        {
            return EgressVerdict.Forbidden($"{Endpoint(address, port)} is where this agent itself listens. Give the URL of your own webhook.");
        }

        if (!isOpenLoopback && !IsOpen(address, addressClass))
        {
            return EgressVerdict.Forbidden($"{address} is {name}, where notifications are not sent to. {Remedy(addressClass)}");
        }

        return isHttp && !isOpenLoopback && !options.AllowHttp ? HttpForbidden() : EgressVerdict.Allowed;
    }

    private static EgressVerdict CheckCharacters(string url)
    {
        if (string.IsNullOrEmpty(url))
        {
            return EgressVerdict.Forbidden("The webhook's URL is empty. Give one such as https://hooks.example.com/a2a.");
        }

        var at = url.AsSpan().IndexOfAnyExceptInRange('!', '~');
        at = at < 0 ? url.IndexOf('\\', StringComparison.Ordinal) : at;
        return at < 0
            ? EgressVerdict.Allowed
            : EgressVerdict.Forbidden(
                $"The webhook's URL has the character U+{(int)url[at]:X4} at position {at}, which no URL may have. " +
                "Percent-encode it in path and query; write a host name in its ASCII form (xn--…).");
    }

    private EgressVerdict CheckAuthority(ReadOnlySpan<char> authority, Uri uri)
    {
        if (authority.Contains('@'))
        {
            return EgressVerdict.Forbidden(
                "The webhook's URL has a user name before its host. Take it out and give it as authentication of the config.");
        }

        if (!TrySplit(authority, out var hostText, out var portText) || UrlHost.Parse(hostText) is not { } host)
        {
            return EgressVerdict.Forbidden(
                $"The webhook's URL has the host '{Shorten(authority)}', which is neither a host name nor an address. Write it plainly, without percent-encoding.");
        }

        if (!TryPort(portText, uri, out var port))
        {
            return EgressVerdict.Forbidden($"The webhook's URL has the port '{Shorten(portText)}'; give one from 1 to 65535, or none.");
        }

        return CheckHost(host, port, uri.Scheme == Uri.UriSchemeHttp);
    }

    private EgressVerdict CheckHost(UrlHost host, int port, bool isHttp)
    {
        if (host.Address is { } address)
        {
            return CheckAddress(address, port, isHttp);
        }

        if (host.IsLocalhost)
        {
            return options.AllowLoopback
                ? EgressVerdict.Allowed
                : EgressVerdict.Forbidden($"'{host.Name}' is this machine, where notifications are not sent to. {Remedy(AddressClass.Loopback)}");
        }

        return isHttp && !options.AllowHttp ? HttpForbidden() : EgressVerdict.Allowed;
    }

    private bool IsOwn(IPAddress address, int port)
    {
        foreach (var own in options.OwnAddresses)
        {
            var ownAddress = own.Address.IsIPv4MappedToIPv6 ? own.Address.MapToIPv4() : own.Address;
            if (own.Port == port && ownAddress.Equals(address))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOpen(IPAddress address, AddressClass addressClass) =>
        addressClass switch
        {
            AddressClass.Public => true,
            AddressClass.Metadata => IsNamed(address, alone: true),

            // A network of translated addresses opens the way there, not what lies behind it.
            AddressClass.Ipv4InIpv6 => IsNamed(address) && IsOpenV4(AddressTable.EmbeddedV4(address)),
            _ => IsNamed(address),
        };

    private bool IsOpenV4(IPAddress embedded)
    {
        var (addressClass, _) = AddressTable.Classify(embedded);
        return (addressClass == AddressClass.Loopback && options.AllowLoopback) || IsOpen(embedded, addressClass);
    }

    private bool IsNamed(IPAddress address, bool alone = false)
    {
        foreach (var network in options.AllowedNetworks)
        {
            var isSingle = network.PrefixLength == (network.BaseAddress.GetAddressBytes().Length * 8);
            if ((isSingle || !alone) && network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> AuthorityOf(string url, int start)
    {
        var rest = url.AsSpan(start);
        var end = rest.IndexOfAny("/?#");
        return end < 0 ? rest : rest[..end];
    }

    private static bool TrySplit(ReadOnlySpan<char> authority, out ReadOnlySpan<char> host, out ReadOnlySpan<char> port)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority[(bracket + 1)..].IndexOf(':');
        host = colon < 0 ? authority : authority[..(bracket + 1 + colon)];
        port = colon < 0 ? [] : authority[(bracket + 1 + colon + 1)..];
        return !host.IsEmpty;
    }

    private static bool TryPort(ReadOnlySpan<char> text, Uri uri, out int port)
    {
        port = uri.Port;
        return text.IsEmpty
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535);
    }

    private static EgressVerdict HttpForbidden() =>
        EgressVerdict.Forbidden(
            "The webhook's URL begins with http://, which would send updates and tokens in clear. Use https, or have the agent's operator set Push.Egress.AllowHttp.");

    private static string Remedy(AddressClass addressClass) =>
        addressClass switch
        {
            AddressClass.Loopback => "Use a public https URL, or have the agent's operator set Push.Egress.AllowLoopback (for development).",
            AddressClass.Metadata => "Use the URL of your own webhook.",
            _ => "Use a public https URL, or have the agent's operator add its network to Push.Egress.AllowedNetworks.",
        };

    private static string Endpoint(IPAddress address, int port) => new IPEndPoint(address, port).ToString();

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 80 ? text.ToString() : $"{text[..80]}…";
}
