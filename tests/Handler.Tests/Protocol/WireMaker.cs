using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol;
using Handler.Protocol.Json;
using Handler.Protocol.V03;

namespace Handler.Tests.Protocol;

/// <summary>Makes any valid wire object by chance: required members always, the others now and then, one member of a union.</summary>
internal sealed class WireMaker(Random random)
{
    private static readonly string[] Pieces =
        ["a", "Z", "0", " ", "_", "\"", "\\", "/", "\n", "\u0001", "\u007f", "é", "\u2028", "中", "😀", "'", "<", "&", "context_id", ":", "{"];

    // Older dialects have no role without a name.
    private bool IsOld { get; init; }

    public static Arbitrary<T> Any<T>() =>
        Gen.Choose(0, int.MaxValue).Select(seed => (T)new WireMaker(new Random(seed)) { IsOld = IsOldDialect(typeof(T)) }.Make(typeof(T))).ToArbitrary();

    public static Property Holds<T>(Func<T, bool> property) => Prop.ForAll(Any<T>(), property);

    public object Make(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => Text(),
        var t when t == typeof(bool) => random.Next(2) == 0,
        var t when t == typeof(int) => random.Next(-5, 1000),
        var t when t == typeof(DateTimeOffset) => DateTimeOffset.FromUnixTimeMilliseconds(random.NextInt64(-1_000_000_000_000, 4_000_000_000_000)),
        var t when t == typeof(ReadOnlyMemory<byte>) => new ReadOnlyMemory<byte>(Bytes()),
        var t when t == typeof(JsonElement) => Json(3),
        var t when t == typeof(Role) && IsOld => Pick(Role.User, Role.Agent),
        var t when t.IsEnum => Pick(Enum.GetValues(t).Cast<object>().ToArray()),
        var t when t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => List(t.GenericTypeArguments[0]),
        var t when t.IsGenericType && t.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => Map(t.GenericTypeArguments[1]),
        var t when UnionOf(t) is { } members => Union(t, members),
        var t when t.IsAssignableTo(typeof(WireObject)) => Object(t),
        var t => throw new InvalidOperationException($"The maker does not know {t}."),
    };

    public string Text() => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pick(Pieces)));

    private object Object(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Settable(type))
        {
            if (property.IsDefined(typeof(RequiredMemberAttribute)) || (IsOld && IsLeftOutByMistakeOnly(property)) || random.Next(2) == 0)
            {
                property.SetValue(value, Make(property.PropertyType));
            }
        }

        AddUnknownFields((WireObject)value);
        return value;
    }

    // Reading takes objects without these, and puts something in their place.
    private static bool IsLeftOutByMistakeOnly(PropertyInfo property) => property.Name is "Parts" or "MessageId";

    private static bool IsOldDialect(Type type) => type.Namespace != typeof(WireObject).Namespace;

    private static string[]? UnionOf(Type type) =>
        WireShape.Unions.TryGetValue(type, out var members) || V03Json.Unions.TryGetValue(type, out members) ? members : null;

    private object Union(Type type, string[] members)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        var chosen = Pick(members);
        foreach (var property in Settable(type))
        {
            var isMember = members.Contains(property.Name, StringComparer.OrdinalIgnoreCase);
            var isChosen = string.Equals(property.Name, chosen, StringComparison.OrdinalIgnoreCase);
            if (isChosen || (!isMember && random.Next(2) == 0))
            {
                // The data of 0.3 is an object.
                property.SetValue(value, type == typeof(V03Part) && property.Name == "Data" ? JsonElement.Parse(JsonObject(2)) : Make(property.PropertyType));
            }
        }

        AddUnknownFields((WireObject)value);
        return value;
    }

    private void AddUnknownFields(WireObject value)
    {
        // A file's are lost: it is no object of its own in 1.0.
        if (value is not V03FileContent && random.Next(6) == 0)
        {
            value.ExtensionData = new() { ["zzUnknown"] = Json(2), ["zz_other"] = Json(1) };
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(property => property.CanWrite && property.Name != nameof(WireObject.ExtensionData));

    private Array List(Type element)
    {
        var list = Array.CreateInstance(element, random.Next(1, 3));
        for (var i = 0; i < list.Length; i++)
        {
            list.SetValue(Make(element), i);
        }

        return list;
    }

    private object Map(Type value)
    {
        var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        for (var i = random.Next(3); i > 0; i--)
        {
            map[Text()] = Make(value);
        }

        return map;
    }

    private JsonElement Json(int depth) => JsonElement.Parse(JsonText(depth));

    private string JsonText(int depth) => random.Next(depth == 0 ? 6 : 8) switch
    {
        0 => "null",
        1 => "true",
        2 => Pick("0", "-1", "1.0", "1e3", "2.50", "123456789012345678901234567890"),
        3 or 4 or 5 => JsonSerializer.Serialize(Text()),
        6 => $"[{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(_ => JsonText(depth - 1)))}]",
        _ => JsonObject(depth),
    };

    private string JsonObject(int depth) =>
        $"{{{string.Join(',', Enumerable.Range(0, random.Next(3)).Select(i => $"\"snake_key{i}\":{JsonText(depth - 1)}"))}}}";

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(6)];
        random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
