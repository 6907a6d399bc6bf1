using System.Collections;
using System.Collections.Frozen;
using System.Text.Json.Serialization.Metadata;

namespace Handler.Protocol.Json;

/// <summary>The rules of one wire type that its contract cannot express.</summary>
internal sealed class WireShape
{
    /// <summary>The unions of 1.0 and their members.</summary>
    public static readonly FrozenDictionary<Type, string[]> Unions = new Dictionary<Type, string[]>
    {
        [typeof(Part)] = ["text", "raw", "url", "data"],
        [typeof(StreamResponse)] = ["task", "message", "statusUpdate", "artifactUpdate"],
        [typeof(SendMessageResponse)] = ["task", "message"],
        [typeof(OAuthFlows)] = ["authorizationCode", "clientCredentials", "implicit", "password", "deviceCode"],
        [typeof(SecurityScheme)] =
        [
            "apiKeySecurityScheme", "httpAuthSecurityScheme", "oauth2SecurityScheme", "openIdConnectSecurityScheme", "mtlsSecurityScheme",
        ],
    }.ToFrozenDictionary();

    private readonly string _type;
    private readonly JsonPropertyInfo[] _members;
    private readonly JsonPropertyInfo[] _collections;

    private WireShape(string type, JsonPropertyInfo[] members, JsonPropertyInfo[] collections)
    {
        _type = type;
        _members = members;
        _collections = collections;
    }

    /// <summary>The rules of a type; <c>null</c> when it has none.</summary>
    public static WireShape? Of(JsonTypeInfo contract, FrozenDictionary<Type, string[]> unions, string prefix)
    {
        var members = unions.TryGetValue(contract.Type, out var names)
            ? contract.Properties.Where(property => names.Contains(property.Name, StringComparer.Ordinal)).ToArray()
            : [];
        var collections = contract.Properties.Where(IsCollection).ToArray();
        return members.Length + collections.Length == 0 ? null : new WireShape(NameOf(contract.Type, prefix), members, collections);
    }

    /// <summary>The specification's name of a wire type.</summary>
    public static string NameOf(Type type, string prefix) =>
        prefix.Length > 0 && type.Name.StartsWith(prefix, StringComparison.Ordinal) ? type.Name[prefix.Length..] : type.Name;

    /// <summary>Throws what <paramref name="toException"/> makes of the first fault.</summary>
    public void Check(object value, Func<string, Exception> toException)
    {
        if ((FaultOfUnion(value) ?? FaultOfCollections(value)) is { } fault)
        {
            throw toException(fault);
        }
    }

    private static bool IsCollection(JsonPropertyInfo property) =>
        !property.IsExtensionData && property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(IEnumerable));

    private string? FaultOfUnion(object value)
    {
        if (_members.Length == 0)
        {
            return null;
        }

        // Counted by hand: this runs for each part of each message, and no enumerator is to be made for it.
        var found = 0;
        foreach (var member in _members)
        {
            found += member.Get!(value) is null ? 0 : 1;
        }

        return found == 1 ? null : DescribeUnion(value);
    }

    private string DescribeUnion(object value)
    {
        var set = _members.Where(member => member.Get!(value) is not null).Select(member => member.Name).ToArray();
        var found = set.Length == 0 ? "none of them" : string.Join(" and ", set);
        return $"a {_type} needs exactly one of {string.Join(", ", _members.Select(member => member.Name))}; found {found}.";
    }

    private string? FaultOfCollections(object value)
    {
        foreach (var collection in _collections)
        {
            var fault = collection.Get!(value) switch
            {
                IReadOnlyList<object?> { Count: 0 } when collection.IsRequired => "needs at least one element, found an empty list.",
                IReadOnlyList<object?> list when HasNull(list) => "has a null among its elements.",
                IDictionary map when HasNull(map.Values) => "has a null among its values.",
                _ => null,
            };
            if (fault is not null)
            {
                return $"{collection.Name} of a {_type} {fault}";
            }
        }

        return null;
    }

    private static bool HasNull(IEnumerable elements)
    {
        foreach (var element in elements)
        {
            if (element is null)
            {
                return true;
            }
        }

        return false;
    }
}
