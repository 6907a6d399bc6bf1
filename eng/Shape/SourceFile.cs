using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Shape;

/// <summary>What is measured of one file.</summary>
internal sealed class SourceFile
{
    private readonly CompilationUnitSyntax _unit;

    private SourceFile(string path, string text)
    {
        Path = path;
        _unit = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        Lines = text.AsSpan().Count('\n') + (text.EndsWith('\n') || text.Length == 0 ? 0 : 1);
        Types = [.. _unit.DescendantNodes().Where(IsType).Select(ShapeOf)];
        Methods = [.. MethodReader.Read(path, _unit)];
        Reads = [.. WallClock.ReadsIn(_unit).Select(node => $"{path}({LineOf(node)}): {node}")];
        PublicMembers = [.. _unit.DescendantNodes().OfType<MemberDeclarationSyntax>().Where(PublicMembersRule.IsPublic)];
        (CodeLines, CommentLines) = LineCounter.Count(_unit);
    }

    public string Path { get; }

    public int Lines { get; }

    /// <summary>Lines with at least one token of code.</summary>
    public int CodeLines { get; }

    /// <summary>Lines with a comment that is not documentation.</summary>
    public int CommentLines { get; }

    public IReadOnlyList<TypeShape> Types { get; }

    public IReadOnlyList<MethodShape> Methods { get; }

    /// <summary>Reads of the machine's clock, each with its place.</summary>
    public IReadOnlyList<string> Reads { get; }

    public IEnumerable<TypeShape> TopLevelTypes => Types.Where(type => type.IsTopLevel);

    public int PublicCount => PublicMembers.Count;

    public int DocumentedCount => PublicMembers.Count(PublicMembersRule.IsDocumented);

    private IReadOnlyList<MemberDeclarationSyntax> PublicMembers { get; }

    public static SourceFile Parse(string path, string text) => new(path, text);

    private static bool IsType(SyntaxNode node) =>
        node is BaseTypeDeclarationSyntax and not ExtensionBlockDeclarationSyntax or DelegateDeclarationSyntax;

    private static TypeShape ShapeOf(SyntaxNode node)
    {
        var modifiers = ((MemberDeclarationSyntax)node).Modifiers;
        var isClass = node.IsKind(SyntaxKind.ClassDeclaration) || node.IsKind(SyntaxKind.RecordDeclaration);
        var isConcrete = isClass && !modifiers.Any(SyntaxKind.StaticKeyword) && !modifiers.Any(SyntaxKind.AbstractKeyword);
        var name = node is DelegateDeclarationSyntax callback ? callback.Identifier : ((BaseTypeDeclarationSyntax)node).Identifier;
        var isTopLevel = node.Parent is not TypeDeclarationSyntax;
        return new TypeShape(name.ValueText, LineOf(node), isTopLevel, isConcrete, modifiers.Any(SyntaxKind.SealedKeyword));
    }

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
