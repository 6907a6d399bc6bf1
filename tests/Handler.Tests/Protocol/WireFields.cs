using System.Reflection;
using Handler.Protocol;
using Handler.Protocol.JsonRpc;

namespace Handler.Tests.Protocol;

/// <summary>Which properties of wire types an example sets, so that examples can be held to show all.</summary>
internal static class WireFields
{
    public static void Collect(object? value, HashSet<PropertyInfo> seen)
    {
        switch (value)
        {
            case System.Collections.IDictionary map:
                Collect(map.Values, seen);
                break;
            case string:
                break;
            case System.Collections.IEnumerable list:
                foreach (var item in list)
                {
                    Collect(item, seen);
                }

                break;
            case WireObject or JsonRpcRequest:
                CollectObject(value, seen);
                break;
        }
    }

    private static void CollectObject(object value, HashSet<PropertyInfo> seen)
    {
        foreach (var property in value.GetType().GetProperties().Where(property => property.GetValue(value) is not null))
        {
            seen.Add(property);
            Collect(property.GetValue(value), seen);
        }
    }
}
