"""The hash tree: the figures of the standard's own example, and proofs that hold for one leaf and no other."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.tree import Tree, head_from, inclusion, leaf, node, root_of

# RFC 9162 gives no figures; these are the well-known ones of the certificate transparency test suite
SAID = [b"", *map(bytes.fromhex, "00 10 2021 3031 40414243 5051525354555657 606162636465666768696a6b6c6d6e6f".split())]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_known_heads(size: int) -> None:
    assert root_of(leaf(one) for one in SAID[:size]).hex() == ROOTS[size - 1]


def test_an_empty_tree_has_a_head() -> None:
    assert Tree().root() == sha256(b"").digest()


@given(st.integers(1, 200), st.data())
def test_a_proof_leads_to_the_head_for_its_leaf_only(size: int, data: st.DataObject) -> None:
    leaves = [leaf(str(at).encode()) for at in range(size)]
    at = data.draw(st.integers(0, size - 1))
    proof = inclusion(leaves, at)
    root = root_of(leaves)
    assert len(proof) <= size.bit_length()
    assert head_from(leaves[at], at, size, proof) == root
    assert head_from(leaf(b"other"), at, size, proof) != root
    assert head_from(leaves[at], at, size, [*proof, root]) != root


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_tree_goes_on_from_its_peaks(first: int, more: int) -> None:
    leaves = [leaf(str(at).encode()) for at in range(first + more)]
    tree = Tree()
    for one in leaves[:first]:
        tree.add(one)
    again = Tree(tree.size, tree.peaks)
    for one in leaves[first:]:
        again.add(one)
    assert again.root() == root_of(leaves)


def test_a_leaf_is_never_read_as_a_node() -> None:
    left, right = leaf(b"a"), leaf(b"b")
    assert leaf(left + right) != node(left, right)
