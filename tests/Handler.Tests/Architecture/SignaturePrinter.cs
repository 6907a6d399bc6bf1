using System.Reflection;
using System.Runtime.CompilerServices;

namespace Handler.Tests.Architecture;

/// <summary>Members as C# writes them. What is public says nothing; <c>protected</c> is said.</summary>
internal static class SignaturePrinter
{
    private static readonly NullabilityInfoContext Nulls = new();
    private static readonly Lock NullsLock = new();

    public static string Field(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}";
        var value = field.IsLiteral ? $" = {Literal(field.GetRawConstantValue())}" : "";
        var type = TypeNames.Of(field.FieldType, Known(() => Nulls.Create(field)), Tuples(field));
        return $"{Protected(field.IsPublic)}{kind}{type} {field.Name}{value}";
    }

    public static string Constructor(ConstructorInfo constructor) =>
        $"{Protected(constructor.IsPublic)}{constructor.DeclaringType!.Name.Split('`')[0]}({Parameters(constructor)})";

    public static string Property(PropertyInfo property)
    {
        var first = property.GetAccessors(nonPublic: true)[0];
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        var type = TypeNames.Of(property.PropertyType, Known(() => Nulls.Create(property)), Tuples(property));
        var index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        var name = index.Length > 0 ? $"this[{index}]" : property.Name;
        var isPublic = property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic);
        return $"{Protected(isPublic)}{Modifiers(first)}{required}{type} {name} {{ {Accessors(property, isPublic)}}}";
    }

    public static string Event(EventInfo raised) =>
        $"{Modifiers(raised.AddMethod!)}event {TypeNames.Of(raised.EventHandlerType!, Known(() => Nulls.Create(raised)))} {raised.Name}";

    public static string Method(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic = arguments.Length > 0 ? $"<{string.Join(", ", arguments.Select(argument => argument.Name))}>" : "";
        var constraints = string.Concat(arguments.Select(Constraint));
        var start = $"{Protected(method.IsPublic)}{Modifiers(method)}{Returned(method)} {method.Name}";
        return $"{start}{generic}({Parameters(method)}){constraints}";
    }

    public static string Returned(MethodInfo method) =>
        (method.ReturnType.IsByRef ? "ref " : "")
        + TypeNames.Of(method.ReturnType, Known(() => Nulls.Create(method.ReturnParameter)), Tuples(method.ReturnParameter));

    public static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    public static string Constraints(Type type) =>
        string.Concat(type.GetGenericArguments().Where(argument => argument.IsGenericParameter).Select(Constraint));

    private static string Parameter(ParameterInfo parameter)
    {
        var passing = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        var value = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        var type = TypeNames.Of(parameter.ParameterType, Known(() => Nulls.Create(parameter)), Tuples(parameter));
        return $"{passing}{type} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type.IsEnum && parameter.DefaultValue is { } named)
        {
            return $"{type.Name}.{named}";
        }

        var isDefaultOfStruct = parameter.RawDefaultValue is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null;
        return isDefaultOfStruct ? "default" : Literal(parameter.RawDefaultValue);
    }

    private static string Accessors(PropertyInfo property, bool isPublic)
    {
        var isOpen = !property.DeclaringType!.IsSealed;
        var seen = property.GetAccessors(nonPublic: true).Where(accessor => accessor.IsPublic || (accessor.IsFamily && isOpen));
        return string.Concat(seen.Select(accessor => (isPublic && !accessor.IsPublic ? "protected " : "") + Accessor(accessor)));
    }

    private static string Accessor(MethodInfo accessor) =>
        accessor.ReturnType != typeof(void) ? "get; " :
        accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true, IsStatic: false } => method.IsAbstract ? "" : "virtual ",
        { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true } when method.GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Constraint(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        var isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var rules = new List<string>();
        if (isStruct || flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            rules.Add(isStruct ? "struct" : "class");
        }

        var types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType));
        rules.AddRange(types.Select(type => TypeNames.Of(type)));
        if (!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            rules.Add("new()");
        }

        return rules.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", rules)}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        _ => $"{value}",
    };

    private static string Protected(bool isPublic) => isPublic ? "" : "protected ";

    private static Queue<string?> Tuples(ICustomAttributeProvider member) => new(
        member.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false)
            .OfType<TupleElementNamesAttribute>()
            .SelectMany(names => names.TransformNames));

    // The context fills a cache of its own, and theories run side by side.
    private static NullabilityInfo Known(Func<NullabilityInfo> read)
    {
        lock (NullsLock)
        {
            return read();
        }
    }
}
