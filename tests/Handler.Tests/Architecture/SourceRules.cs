using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Handler.Tests.Architecture;

/// <summary>
/// Holds one C# file of src to the house. It reads names, not meanings: what is written in comments and strings does not count, and
/// what a parent namespace shows without a using is not seen.
/// </summary>
internal sealed class SourceRules
{
    private readonly string _path;
    private readonly string _project;
    private readonly string[] _folders;
    private readonly CompilationUnitSyntax _unit;
    private readonly List<Breach> _breaches = [];

    private SourceRules(string path, string text)
    {
        _path = path;
        var parts = path.Split('/');
        _project = parts[1];
        _folders = parts[2..^1];
        _unit = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
    }

    private string Folder => _folders.FirstOrDefault("");

    private bool IsServer => _project == "Handler.Server";

    /// <summary>Checks the text of the file at a path such as <c>src/Handler.Server/Push/LaneDispatcher.cs</c>.</summary>
    public static IReadOnlyList<Breach> Check(string path, string text)
    {
        var rules = new SourceRules(path, text);
        rules.CheckPlace();
        rules.CheckNamespaces();
        foreach (var node in rules._unit.DescendantNodes())
        {
            rules.CheckNode(node);
        }

        return [.. rules._breaches.Distinct()];
    }

    private void CheckPlace()
    {
        if (IsServer && Folder.Length > 0 && !HouseTables.ServerFolders.ContainsKey(Folder))
        {
            Report(_unit, "folder floors", $"the folder {Folder} of Handler.Server is not in the table of floors: use a room that is");
        }
    }

    private void CheckNamespaces()
    {
        var expected = string.Join('.', [_project, .. _folders]);
        foreach (var declared in _unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
        {
            var name = declared.Name.ToString();
            if (name != expected && !(_project == "Handler.Protocol" && name == _project))
            {
                Report(declared.Name, "namespaces", $"namespace {name} is not project and folder, which is {expected}");
            }
        }
    }

    private void CheckNode(SyntaxNode node)
    {
        switch (node)
        {
            case UsingDirectiveSyntax { NamespaceOrType: { } imported } directive:
                CheckImport(imported, directive.GlobalKeyword != default);
                break;
            case NameSyntax or MemberAccessExpressionSyntax when !IsPartOfLonger(node) && !IsDeclaration(node):
                CheckMention(node);
                break;
            case BaseObjectCreationExpressionSyntax creation:
                CheckCreation(creation);
                break;
            case InvocationExpressionSyntax call:
                CheckCall(call);
                break;
            case CatchClauseSyntax { Filter: null } caught when IsServer && Folder == "Push":
                CheckCatch(caught);
                break;
        }
    }

    private void CheckImport(TypeSyntax imported, bool isGlobal)
    {
        var name = Dotted(imported);
        CheckForeign(imported, name);
        CheckSight(imported, name);
        CheckIdentifiers(imported, name.Split('.'));
        if (isGlobal && IsServer && name.StartsWith("Handler.Server.", StringComparison.Ordinal))
        {
            Report(imported, "folder floors", $"global using {name} opens the folder to every floor of Handler.Server");
        }
    }

    private void CheckMention(SyntaxNode node)
    {
        var name = Dotted(node);
        var parts = name.Split('.');
        if (parts[0] == "Handler")
        {
            CheckSight(node, name);
        }
        else if (IsServer && parts.Length > 1 && HouseTables.ServerFolders.ContainsKey(parts[0]))
        {
            CheckSight(node, "Handler.Server." + name);
        }

        CheckForeign(node, name);
        CheckIdentifiers(node, parts);
        foreach (var (type, member) in parts.Zip(parts.Skip(1)))
        {
            CheckInjection(node, $"{type}.{member}");
        }
    }

    private void CheckSight(SyntaxNode node, string name)
    {
        var parts = name.Split('.');
        var project = string.Join('.', parts.Take(2));
        if (!HouseTables.Projects.ContainsKey(project))
        {
            return;
        }

        var folder = parts.ElementAtOrDefault(2) ?? "";
        if (project == _project)
        {
            CheckFloor(node, name, folder);
        }
        else if (HouseTables.Projects.TryGetValue(_project, out var row) && !row.Sees.Contains(parts[1]))
        {
            Report(node, "projects", $"{_project} names {name}, but sees {string.Join(", ", row.Sees.DefaultIfEmpty("nothing"))} only");
        }
        else if (HouseTables.StorePackages.Contains(_project)
            && HouseTables.StoreFolders.TryGetValue(project, out var only) && folder != only)
        {
            Report(node, "store packages", $"{_project} names {name}, but of {project} it may see {only} only");
        }
    }

    private void CheckFloor(SyntaxNode node, string name, string folder)
    {
        if (!IsServer || folder == Folder || !HouseTables.ServerFolders.ContainsKey(folder)
            || !HouseTables.ServerFolders.TryGetValue(Folder, out var below) || below.Contains(folder))
        {
            return;
        }

        var why = (Folder, folder) is ("Push", "Tasks") or ("Tasks", "Push")
            ? "Push and Tasks meet in Requests and in Storage, never directly"
            : $"it sees {string.Join(", ", [.. below, "Protocol"])} only";
        Report(node, "folder floors", $"Handler.Server/{Folder} names {name}, but {why}");
    }

    private void CheckForeign(SyntaxNode node, string name)
    {
        if (_project == "Handler.Protocol" && HouseTables.ForeignToProtocol.IsMatch(name))
        {
            Report(node, "Protocol", $"Handler.Protocol names {name}, but it needs the base library only");
        }

        if (HouseTables.StorageContracts.IsMatch(_path) && HouseTables.ForeignToStorage.IsMatch(name))
        {
            Report(node, "storage contracts", $"a storage contract names {name}, but no SQL, ADO or HTTP type belongs in it");
        }
    }

    private void CheckIdentifiers(SyntaxNode node, string[] parts)
    {
        foreach (var part in parts)
        {
            CheckIdentifier(node, part);
        }
    }

    private void CheckIdentifier(SyntaxNode node, string part)
    {
        if (HouseTables.StorageContracts.IsMatch(_path) && HouseTables.ForeignToStorage.IsMatch(part))
        {
            Report(node, "storage contracts", $"a storage contract names {part}, but no SQL, ADO or HTTP type belongs in it");
        }

        if (HouseTables.HttpContextTypes.IsMatch(part) && !HouseTables.HoldsHttpContext.IsMatch(_path))
        {
            Report(node, "HttpContext", $"{part} is named below Transports, Operations and the receiver's endpoints");
        }

        if (HouseTables.OldDialect.IsMatch(part) && !HouseTables.SpeaksOldDialects.IsMatch(_path))
        {
            Report(node, "dialects", $"the old dialect {part} is named where everything speaks 1.0");
        }
    }

    private void CheckInjection(SyntaxNode node, string name)
    {
        if (HouseTables.WallClock.IsMatch(name))
        {
            Report(node, "injection", $"{name} reads the machine's clock: take a TimeProvider");
        }
        else if (HouseTables.Uninjected.IsMatch(name) && !HouseTables.Composes.IsMatch(_path))
        {
            Report(node, "injection", $"{name} is not injected: only programs, *Extensions, *Builder, *Factory, *Options name it");
        }
        else if (HouseTables.Simulated.IsMatch(_path) && name is "Task.Run" or "Task.Factory" or "ThreadPool.QueueUserWorkItem")
        {
            Report(node, "one thread", $"{name} leaves the one thread that a simulation runs on");
        }
    }

    private void CheckCreation(BaseObjectCreationExpressionSyntax creation)
    {
        var type = creation switch
        {
            ObjectCreationExpressionSyntax named => named.Type,
            { Parent: EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } } => property.Type,
            { Parent: ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax property } } => property.Type,
            { Parent: ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } } => method.ReturnType,
            { Parent: EqualsValueClauseSyntax { Parent.Parent: VariableDeclarationSyntax declaration } } => declaration.Type,
            _ => null,
        };
        if (type is null)
        {
            return;
        }

        var name = Dotted(type).Split('.')[^1];
        CheckInjection(creation, "new " + name);
        if (name == "PeriodicTimer" && creation.ArgumentList?.Arguments.Count < 2)
        {
            Report(creation, "injection", "new PeriodicTimer without a TimeProvider reads the machine's clock");
        }
    }

    private void CheckCall(InvocationExpressionSyntax call)
    {
        var name = Dotted(call.Expression);
        var arguments = call.ArgumentList.Arguments;
        if (name == "Task.Delay" && (arguments.Count == 1 || (arguments.Count == 2 && LooksLikeToken(arguments[1]))))
        {
            Report(call, "injection", "Task.Delay without a TimeProvider reads the machine's clock");
        }

        if (name.EndsWith("Guid.CreateVersion7", StringComparison.Ordinal) && arguments.Count == 0)
        {
            Report(call, "injection", "Guid.CreateVersion7 without a time reads the machine's clock");
        }

        if (HouseTables.Simulated.IsMatch(_path) && name.EndsWith("ConfigureAwait", StringComparison.Ordinal) && !StaysOnContext(arguments))
        {
            Report(call, "one thread", "ConfigureAwait leaves the one thread that a simulation runs on");
        }
    }

    private void CheckCatch(CatchClauseSyntax caught)
    {
        var isAny = caught.Declaration is null || Dotted(caught.Declaration.Type) is "Exception" or "System.Exception";
        var cleansUp = caught.Block.Statements.LastOrDefault() is ThrowStatementSyntax { Expression: null };
        if (isAny && !cleansUp)
        {
            Report(caught, "Push", "catch (Exception) in Push: name what is caught, filter it by the classifier, or end in throw");
        }
    }

    private static bool LooksLikeToken(ArgumentSyntax argument) => Dotted(argument.Expression).Split('.')[^1].ToLowerInvariant() is var name
        && (name.Contains("token") || name.Contains("cancel") || name.Contains("stop") || name is "ct" or "none");

    private static bool StaysOnContext(SeparatedSyntaxList<ArgumentSyntax> arguments) =>
        arguments.ToString() is var text && (text == "true" || text.Contains("ContinueOnCapturedContext", StringComparison.Ordinal));

    private static bool IsPartOfLonger(SyntaxNode node) => node.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax
        || (node.Parent is MemberAccessExpressionSyntax && node is not GenericNameSyntax);

    private static bool IsDeclaration(SyntaxNode node) =>
        node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null
        || node.Parent is BaseNamespaceDeclarationSyntax or NameEqualsSyntax or NameColonSyntax;

    /// <summary>The name without arguments, spaces and <c>global::</c>; of <c>a.B().C</c> what follows the call.</summary>
    private static string Dotted(SyntaxNode node) => node switch
    {
        QualifiedNameSyntax name => $"{Dotted(name.Left)}.{Dotted(name.Right)}",
        AliasQualifiedNameSyntax name => Dotted(name.Name),
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access when Dotted(access.Expression) is { Length: > 0 } left => $"{left}.{Dotted(access.Name)}",
        MemberAccessExpressionSyntax access => Dotted(access.Name),
        NullableTypeSyntax type => Dotted(type.ElementType),
        _ => "",
    };

    private void Report(SyntaxNode node, string rule, string what) =>
        _breaches.Add(new Breach(_path, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, rule, what));
}
