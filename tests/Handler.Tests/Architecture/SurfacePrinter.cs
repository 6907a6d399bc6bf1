using System.Reflection;
using System.Runtime.CompilerServices;

namespace Handler.Tests.Architecture;

/// <summary>Prints what a library shows: types by full name, then members, one a line, in an order that stays.</summary>
internal static class SurfacePrinter
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static IReadOnlyList<string> Print(Assembly library) =>
        [.. library.GetExportedTypes()
            .Where(type => !type.Name.Contains('<'))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(PrintType)];

    public static IEnumerable<string> PrintType(Type type)
    {
        if (type.BaseType == typeof(MulticastDelegate))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"delegate {SignaturePrinter.Returned(invoke)} {FullName(type)}({SignaturePrinter.Parameters(invoke)})"];
        }

        return [Heading(type), .. Members(type).Select(member => $"  {member};".Replace("};", "}", StringComparison.Ordinal))];
    }

    private static string Heading(Type type)
    {
        var parents = string.Join(", ", Parents(type));
        return $"{Kind(type)} {FullName(type)}{(parents.Length > 0 ? " : " : "")}{parents}{SignaturePrinter.Constraints(type)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } =>
            $"{(IsReadOnly(type) ? "readonly " : "")}{(type.IsByRefLike ? "ref " : "")}{(IsRecord(type) ? "record " : "")}struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(IsRecord(type) ? "record" : "class")}",
    };

    private static IEnumerable<string> Parents(Type type)
    {
        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(parent => parent.GetInterfaces()));
        var own = type.IsEnum ? [] : type.GetInterfaces().Except(inherited);
        var interfaces = own.Where(parent => parent.IsVisible && !IsEquatableOf(parent, type));
        var parents = type.IsClass && type.BaseType is { } ancestor && ancestor != typeof(object) ? new[] { ancestor } : [];
        return parents.Concat(interfaces.OrderBy(parent => parent.Name, StringComparer.Ordinal)).Select(parent => TypeNames.Of(parent));
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        }

        return Lines(type.GetFields(Declared).Where(field => IsSeen(field) && !field.IsSpecialName), SignaturePrinter.Field)
            .Concat(Lines(type.GetConstructors(Declared).Where(IsSeen), SignaturePrinter.Constructor))
            .Concat(Lines(type.GetProperties(Declared).Where(IsSeen), SignaturePrinter.Property))
            .Concat(Lines(type.GetEvents(Declared).Where(raised => IsSeen(raised.AddMethod!)), SignaturePrinter.Event))
            .Concat(Lines(type.GetMethods(Declared).Where(method => IsSeen(method) && !IsAccessor(method)), SignaturePrinter.Method));
    }

    private static IEnumerable<string> Lines<T>(IEnumerable<T> members, Func<T, string> print)
        where T : MemberInfo =>
        members.Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsWrittenByRecord(member))
            .Select(member => (member.Name, Line: print(member)))
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.Line, StringComparer.Ordinal)
            .Select(member => member.Line);

    private static bool IsSeen(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsSeen(FieldInfo field) =>
        field.IsPublic || ((field.IsFamily || field.IsFamilyOrAssembly) && !field.DeclaringType!.IsSealed);

    private static bool IsSeen(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsSeen);

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsWrittenByRecord(MemberInfo member) => member.Name is "EqualityContract" or "PrintMembers" or "<Clone>$";

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(IsReadOnlyAttribute));

    private static bool IsEquatableOf(Type parent, Type type) =>
        IsRecord(type) && parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(IEquatable<>);

    private static string FullName(Type type) => $"{type.Namespace}.{TypeNames.Of(type)}";
}
