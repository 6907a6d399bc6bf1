using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Handler.Tests.Architecture;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeNames
{
    private static readonly FrozenDictionary<Type, string> Keywords = new Dictionary<Type, string>
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    }.ToFrozenDictionary();

    /// <summary>The name of <paramref name="type"/>; with what is known about nulls, and the names of a tuple's items.</summary>
    public static string Of(Type type, NullabilityInfo? nulls = null, Queue<string?>? tupleNames = null)
    {
        if (type.IsByRef || type.IsPointer)
        {
            return Of(type.GetElementType()!, nulls, tupleNames);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying, nulls?.GenericTypeArguments.FirstOrDefault(), tupleNames) + "?";
        }

        // Of a type parameter the context only says that it may be null, not whether it was written with a mark.
        var mayBeNull = !type.IsValueType && !type.IsGenericParameter
            && (nulls?.ReadState == NullabilityState.Nullable || nulls?.WriteState == NullabilityState.Nullable);
        return Plain(type, nulls, tupleNames) + (mayBeNull ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? nulls, Queue<string?>? tupleNames)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nulls?.ElementType, tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]";
        }

        return IsTuple(type) ? Tuple(type, nulls, tupleNames) : Named(type, nulls, tupleNames);
    }

    private static bool IsTuple(Type type) => type.IsConstructedGenericType && type.IsAssignableTo(typeof(ITuple)) && type.IsValueType;

    private static string Tuple(Type type, NullabilityInfo? nulls, Queue<string?>? tupleNames)
    {
        var items = type.GetGenericArguments();
        var names = items.Select(_ => tupleNames is { Count: > 0 } ? tupleNames.Dequeue() : null).ToArray();
        var printed = items.Select((item, i) => $"{Of(item, Argument(nulls, i), tupleNames)} {names[i]}".TrimEnd());
        return $"({string.Join(", ", printed)})";
    }

    private static string Named(Type type, NullabilityInfo? nulls, Queue<string?>? tupleNames)
    {
        var name = type.Name.Split('`')[0];
        var inherited = 0;
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            name = $"{Of(type.DeclaringType!)}.{name}";
            inherited = type.DeclaringType!.GetGenericArguments().Length;
        }

        var arguments = type.GetGenericArguments().Select((argument, i) => Of(argument, Argument(nulls, i), tupleNames));
        var own = arguments.Skip(inherited).ToArray();
        return own.Length == 0 ? name : $"{name}<{string.Join(", ", own)}>";
    }

    private static NullabilityInfo? Argument(NullabilityInfo? nulls, int index) => nulls?.GenericTypeArguments.ElementAtOrDefault(index);
}
